CREATE TABLE IF NOT EXISTS grey_list_entry (
    id           VARCHAR(36)  NOT NULL PRIMARY KEY,
    plate_number VARCHAR(20)  NOT NULL,
    plate_type   VARCHAR(2)   NOT NULL,
    series_from  DATE         NOT NULL,
    step         INT          NOT NULL,
    offence      VARCHAR(10)  NOT NULL,
    reported_at  DATETIME(3)  NOT NULL,
    listed_to    DATE         NULL,
    place        VARCHAR(100) NULL,
    officer      VARCHAR(36)  NOT NULL,
    unit         VARCHAR(60)  NOT NULL,
    UNIQUE (plate_number, plate_type, series_from, step)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
