CREATE TABLE IF NOT EXISTS outlet_closure (
    id           VARCHAR(36)  NOT NULL PRIMARY KEY,
    outlet       VARCHAR(10)  NOT NULL,
    from_day     DATE         NOT NULL,
    to_day       DATE         NOT NULL,
    reason       VARCHAR(300) NOT NULL,
    announced_by VARCHAR(36)  NOT NULL,
    announced_at DATETIME(3)  NOT NULL,
    lifted_by    VARCHAR(36)  NULL,
    lifted_at    DATETIME(3)  NULL,
    INDEX ix_outlet_closure (outlet, to_day)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
