CREATE TABLE IF NOT EXISTS case_event (
    seq     BIGINT        NOT NULL AUTO_INCREMENT PRIMARY KEY,
    case_id VARCHAR(36)   NOT NULL,
    at      DATETIME(3)   NOT NULL,
    actor   VARCHAR(36)   NOT NULL,
    act     VARCHAR(20)   NOT NULL,
    task    VARCHAR(64)   NULL,
    step    VARCHAR(60)   NOT NULL,
    outcome VARCHAR(20)   NOT NULL,
    note    VARCHAR(2000) NULL,
    fields  MEDIUMTEXT    NULL,
    INDEX case_event_by_case (case_id, seq),
    INDEX case_event_by_task (task)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
