CREATE TABLE IF NOT EXISTS pass_act (
    seq          BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    pass_number  VARCHAR(40)  NOT NULL,
    at           DATETIME(3)  NOT NULL,
    act          VARCHAR(20)  NOT NULL,
    cause        VARCHAR(40)  NOT NULL,
    reason       VARCHAR(500) NULL,
    basis        VARCHAR(120) NOT NULL,
    actor        VARCHAR(36)  NOT NULL,
    suspended_to DATE         NULL,
    banned_to    DATE         NULL,
    INDEX pass_act_by_pass (pass_number, seq)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
