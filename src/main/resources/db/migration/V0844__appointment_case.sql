CREATE TABLE IF NOT EXISTS appointment_case (
    appointment VARCHAR(36) NOT NULL PRIMARY KEY,
    case_id     VARCHAR(36) NOT NULL,
    INDEX ix_appointment_case (case_id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
