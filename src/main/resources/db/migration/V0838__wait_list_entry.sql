CREATE TABLE IF NOT EXISTS wait_list_entry (
    id          VARCHAR(36) NOT NULL PRIMARY KEY,
    account     VARCHAR(36) NOT NULL,
    person      VARCHAR(32) NOT NULL,
    item        VARCHAR(10) NOT NULL,
    outlet      VARCHAR(10) NOT NULL,
    item_group  VARCHAR(10) NOT NULL,
    first_day   DATE        NOT NULL,
    last_day    DATE        NOT NULL,
    status      VARCHAR(10) NOT NULL,
    offered     VARCHAR(36) NULL,
    waiting_for VARCHAR(60) NULL,
    created_at  DATETIME(3) NOT NULL,
    version     INT         NOT NULL,
    CONSTRAINT uq_wait_list UNIQUE (waiting_for),
    CONSTRAINT uq_wait_list_offer UNIQUE (offered),
    INDEX ix_wait_list_line (status, outlet, item_group, created_at),
    INDEX ix_wait_list_account (account, created_at)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
