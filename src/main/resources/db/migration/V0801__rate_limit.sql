CREATE TABLE IF NOT EXISTS rate_limit (
    caller_index VARCHAR(32) NOT NULL,
    used_until   BIGINT      NOT NULL,
    PRIMARY KEY (caller_index),
    INDEX rate_limit_by_use (used_until)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
