CREATE TABLE IF NOT EXISTS appointment_further (
    appointment VARCHAR(36) NOT NULL,
    person      VARCHAR(32) NOT NULL,
    item        VARCHAR(10) NOT NULL,
    booked_day  VARCHAR(60) NULL,
    PRIMARY KEY (appointment, person, item),
    CONSTRAINT uq_appointment_further UNIQUE (booked_day),
    INDEX ix_appointment_further (person)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
