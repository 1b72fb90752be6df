CREATE TABLE IF NOT EXISTS withdrawn_token (
    token_id     VARCHAR(32) NOT NULL PRIMARY KEY,
    pass_number  VARCHAR(40) NOT NULL,
    state        VARCHAR(10) NOT NULL,
    suspended_to DATE        NULL,
    expires      DATE        NOT NULL,
    since        DATETIME(3) NOT NULL,
    INDEX withdrawn_token_by_pass (pass_number)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
