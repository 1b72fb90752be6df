CREATE TABLE IF NOT EXISTS road_check (
    seq         BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    checked_at  DATETIME(3)  NOT NULL,
    officer     VARCHAR(36)  NULL,
    unit        VARCHAR(60)  NULL,
    result      VARCHAR(20)  NOT NULL,
    pass_number VARCHAR(40)  NULL,
    zone        VARCHAR(10)  NULL,
    longitude   DECIMAL(9,6) NULL,
    latitude    DECIMAL(8,6) NULL,
    place       VARCHAR(100) NULL,
    INDEX road_check_by_officer (officer, seq),
    INDEX road_check_by_unit (unit, seq),
    INDEX road_check_by_pass (pass_number, seq)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
