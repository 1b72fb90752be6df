CREATE TABLE IF NOT EXISTS appointment_origin (
    appointment VARCHAR(36)  NOT NULL PRIMARY KEY,
    booked_by   VARCHAR(36)  NOT NULL,
    company     VARCHAR(18)  NULL,
    over_reason VARCHAR(500) NULL,
    INDEX ix_appointment_origin (booked_by)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
