CREATE TABLE IF NOT EXISTS vehicle_report (
    seq        BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
    report_id  VARCHAR(40) NOT NULL UNIQUE,
    kind       VARCHAR(20) NOT NULL,
    entered_at DATETIME(3) NOT NULL,
    taken_at   DATETIME(3) NOT NULL
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
