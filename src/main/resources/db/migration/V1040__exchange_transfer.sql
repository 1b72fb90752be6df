CREATE TABLE IF NOT EXISTS exchange_transfer (
    case_id       VARCHAR(36)   NOT NULL PRIMARY KEY,
    part          VARCHAR(10)   NOT NULL,
    region        VARCHAR(6)    NOT NULL,
    reference     VARCHAR(60)   NOT NULL,
    other_number  VARCHAR(60)   NULL,
    result        VARCHAR(30)   NULL,
    reason_sealed VARCHAR(8200) NULL,
    forwarded_at  DATETIME(3)   NULL,
    answered_at   DATETIME(3)   NULL,
    UNIQUE INDEX exchange_transfer_by_reference (region, part, reference)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
