CREATE TABLE IF NOT EXISTS outlet_guide (
    outlet VARCHAR(10) NOT NULL,
    on_day DATE        NOT NULL,
    item   VARCHAR(10) NOT NULL,
    times  BIGINT      NOT NULL,
    PRIMARY KEY (outlet, on_day, item)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
