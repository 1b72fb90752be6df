CREATE TABLE IF NOT EXISTS vault_exchange (
    key_id      VARCHAR(40) NOT NULL PRIMARY KEY,
    finished_at DATETIME(3) NOT NULL
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
