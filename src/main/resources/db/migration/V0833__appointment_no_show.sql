CREATE TABLE IF NOT EXISTS appointment_no_show (
    appointment      VARCHAR(36)   NOT NULL PRIMARY KEY,
    account          VARCHAR(36)   NOT NULL,
    person           VARCHAR(32)   NOT NULL,
    outlet           VARCHAR(10)   NOT NULL,
    visit_day        DATE          NOT NULL,
    recorded_at      DATETIME(3)   NOT NULL,
    objection_sealed VARCHAR(3000) NULL,
    objected_at      DATETIME(3)   NULL,
    decision         VARCHAR(10)   NULL,
    reason_sealed    VARCHAR(3000) NULL,
    decided_by       VARCHAR(36)   NULL,
    decided_at       DATETIME(3)   NULL,
    version          INT           NOT NULL,
    INDEX ix_no_show_person (person, visit_day),
    INDEX ix_no_show_objection (outlet, decision, objected_at)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
