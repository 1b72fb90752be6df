CREATE TABLE IF NOT EXISTS second_factor (
    account_id    VARCHAR(36)  NOT NULL,
    secret_sealed VARCHAR(255) NOT NULL,
    created_at    DATETIME(3)  NOT NULL,
    confirmed_at  DATETIME(3),
    last_step     BIGINT       NOT NULL,
    PRIMARY KEY (account_id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
