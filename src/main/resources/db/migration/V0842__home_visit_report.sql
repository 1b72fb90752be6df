CREATE TABLE IF NOT EXISTS home_visit_report (
    id          VARCHAR(36) NOT NULL PRIMARY KEY,
    visit       VARCHAR(36) NOT NULL,
    officer     VARCHAR(36) NOT NULL,
    recorded_at DATETIME(3) NOT NULL,
    received_at DATETIME(3) NOT NULL,
    CONSTRAINT uq_home_visit_report UNIQUE (visit)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
