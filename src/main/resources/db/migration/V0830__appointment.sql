CREATE TABLE IF NOT EXISTS appointment (
    number     VARCHAR(36) NOT NULL PRIMARY KEY,
    account    VARCHAR(36) NOT NULL,
    person     VARCHAR(32) NOT NULL,
    item       VARCHAR(10) NOT NULL,
    outlet     VARCHAR(10) NOT NULL,
    item_group VARCHAR(10) NOT NULL,
    starts_at  DATETIME(3) NOT NULL,
    ends_at    DATETIME(3) NOT NULL,
    status     VARCHAR(20) NOT NULL,
    held_until DATETIME(3) NULL,
    booked_day VARCHAR(60) NULL,
    created_at DATETIME(3) NOT NULL,
    version    INT         NOT NULL,
    CONSTRAINT uq_appointment_day UNIQUE (booked_day),
    INDEX ix_appointment_person (person, starts_at),
    INDEX ix_appointment_account (account, starts_at, number)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
