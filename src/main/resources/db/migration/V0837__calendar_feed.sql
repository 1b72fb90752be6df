CREATE TABLE IF NOT EXISTS calendar_feed (
    account      VARCHAR(36) NOT NULL PRIMARY KEY,
    secret_index VARCHAR(32) NOT NULL,
    opened_at    DATETIME(3) NOT NULL,
    CONSTRAINT uq_calendar_feed UNIQUE (secret_index)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
