CREATE TABLE IF NOT EXISTS fleet_row (
    fleet_id     VARCHAR(36)   NOT NULL,
    number       INT           NOT NULL,
    plate_number VARCHAR(20)   NULL,
    plate_type   VARCHAR(2)    NULL,
    state        VARCHAR(10)   NOT NULL,
    case_id      VARCHAR(36)   NULL,
    defects      VARCHAR(4000) NULL,
    tries        INT           NOT NULL,
    PRIMARY KEY (fleet_id, number),
    INDEX fleet_row_by_state (state, tries, fleet_id, number)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
