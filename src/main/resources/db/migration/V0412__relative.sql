CREATE TABLE IF NOT EXISTS relative (
    account_id   VARCHAR(36)  NOT NULL,
    id_no_index  VARCHAR(32)  NOT NULL,
    id           VARCHAR(36)  NOT NULL,
    id_no_sealed VARCHAR(600) NOT NULL,
    declared_at  DATETIME(3)  NOT NULL,
    PRIMARY KEY (account_id, id_no_index)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
