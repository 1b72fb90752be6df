CREATE TABLE IF NOT EXISTS pass_recheck (
    case_id VARCHAR(36) NOT NULL PRIMARY KEY,
    tries   INT         NOT NULL,
    next_at DATETIME(3) NOT NULL,
    INDEX pass_recheck_by_time (next_at)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
