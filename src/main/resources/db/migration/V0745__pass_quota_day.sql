CREATE TABLE IF NOT EXISTS pass_quota_day (
    zone       VARCHAR(10) NOT NULL,
    pass_class VARCHAR(20) NOT NULL,
    on_day     DATE        NOT NULL,
    taken      INT         NOT NULL,
    PRIMARY KEY (zone, pass_class, on_day)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
