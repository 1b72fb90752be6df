CREATE TABLE IF NOT EXISTS appointment_staffing (
    outlet     VARCHAR(10)  NOT NULL,
    item_group VARCHAR(10)  NOT NULL,
    open_day   DATE         NOT NULL,
    windows    INT          NOT NULL,
    reason     VARCHAR(500) NOT NULL,
    set_by     VARCHAR(36)  NOT NULL,
    set_at     DATETIME(3)  NOT NULL,
    PRIMARY KEY (outlet, item_group, open_day)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
