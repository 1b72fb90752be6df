CREATE TABLE IF NOT EXISTS appointment_act (
    appointment    VARCHAR(36)  NOT NULL,
    version        INT          NOT NULL,
    act            VARCHAR(10)  NOT NULL,
    acted_by       VARCHAR(36)  NOT NULL,
    reason         VARCHAR(500) NOT NULL,
    from_outlet    VARCHAR(10)  NOT NULL,
    from_starts_at DATETIME(3)  NOT NULL,
    acted_at       DATETIME(3)  NOT NULL,
    PRIMARY KEY (appointment, version)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
