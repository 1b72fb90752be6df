CREATE TABLE IF NOT EXISTS source_check (
    seq         BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
    case_id     VARCHAR(36) NOT NULL,
    attempt     INT         NOT NULL,
    source      VARCHAR(20) NOT NULL,
    code        VARCHAR(40) NOT NULL,
    result      VARCHAR(10) NOT NULL,
    detail      VARCHAR(60) NULL,
    valid_until DATE        NULL,
    asked_at    DATETIME(3) NOT NULL,
    answered_at DATETIME(3) NULL,
    INDEX source_check_by_case (case_id, seq)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
