CREATE TABLE IF NOT EXISTS truck_pass (
    number        VARCHAR(40)   NOT NULL PRIMARY KEY,
    case_id       VARCHAR(36)   NOT NULL UNIQUE,
    holder        VARCHAR(36)   NOT NULL,
    unit          VARCHAR(60)   NOT NULL,
    pass_class    VARCHAR(10)   NOT NULL,
    plate_number  VARCHAR(20)   NOT NULL,
    plate_type    VARCHAR(2)    NOT NULL,
    zones         VARCHAR(120)  NOT NULL,
    route         VARCHAR(500)  NULL,
    period_from   DATE          NOT NULL,
    period_to     DATE          NOT NULL,
    hours_from    VARCHAR(5)    NOT NULL,
    hours_to      VARCHAR(5)    NOT NULL,
    issued_at     DATETIME(3)   NOT NULL,
    code          VARCHAR(2000) NOT NULL,
    INDEX truck_pass_by_plate (plate_number, plate_type, period_to),
    INDEX truck_pass_by_holder (holder, issued_at, number)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
