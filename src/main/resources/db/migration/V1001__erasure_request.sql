CREATE TABLE IF NOT EXISTS erasure_request (
    account  VARCHAR(36) NOT NULL PRIMARY KEY,
    asked_at DATETIME(3) NOT NULL,
    done_at  DATETIME(3) NULL,
    INDEX erasure_request_by_time (done_at, asked_at)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
