CREATE TABLE IF NOT EXISTS security_alert (
    id        VARCHAR(36) NOT NULL PRIMARY KEY,
    account   VARCHAR(36) NOT NULL,
    unit      VARCHAR(60) NOT NULL,
    -- How many things the account looked at within the hour before.
    looked    INT         NOT NULL,
    raised_at DATETIME(3) NOT NULL,
    -- One alert for each account and hour.
    raised_in VARCHAR(60) NOT NULL,
    seen_by   VARCHAR(36) NULL,
    seen_at   DATETIME(3) NULL,
    CONSTRAINT uq_security_alert UNIQUE (raised_in),
    INDEX ix_security_alert_raised (raised_at),
    INDEX ix_security_alert_account (account, raised_at)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
