CREATE TABLE IF NOT EXISTS work_batch_row (
    batch_id VARCHAR(36)   NOT NULL,
    number   INT           NOT NULL,
    item     VARCHAR(64)   NOT NULL,
    seen     INT           NOT NULL,
    state    VARCHAR(10)   NOT NULL,
    defects  VARCHAR(4000) NULL,
    tries    INT           NOT NULL,
    label    VARCHAR(60)   NOT NULL,
    PRIMARY KEY (batch_id, number),
    INDEX work_batch_row_by_state (state, tries, batch_id, number)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
