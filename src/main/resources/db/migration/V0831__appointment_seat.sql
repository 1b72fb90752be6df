CREATE TABLE IF NOT EXISTS appointment_seat (
    outlet      VARCHAR(10) NOT NULL,
    item_group  VARCHAR(10) NOT NULL,
    starts_at   DATETIME(3) NOT NULL,
    seat        INT         NOT NULL,
    appointment VARCHAR(36) NULL,
    held_until  DATETIME(3) NULL,
    PRIMARY KEY (outlet, item_group, starts_at, seat),
    INDEX ix_appointment_seat_booking (appointment)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
