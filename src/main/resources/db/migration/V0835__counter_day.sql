CREATE TABLE IF NOT EXISTS counter_day (
    outlet      VARCHAR(10) NOT NULL,
    open_day    DATE        NOT NULL,
    last_serial INT         NOT NULL,
    PRIMARY KEY (outlet, open_day)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
