CREATE TABLE IF NOT EXISTS login_failure (
    login_index VARCHAR(32) NOT NULL,
    failed_at   DATETIME(3) NOT NULL,
    id          VARCHAR(36) NOT NULL,
    PRIMARY KEY (login_index, failed_at, id),
    KEY ix_login_failure_failed_at (failed_at)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
