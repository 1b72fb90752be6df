CREATE TABLE IF NOT EXISTS work_request (
    id          VARCHAR(36)   NOT NULL PRIMARY KEY,
    seq         BIGINT        NOT NULL AUTO_INCREMENT UNIQUE,
    item_id     VARCHAR(64)   NOT NULL,
    case_id     VARCHAR(36)   NOT NULL,
    kind        VARCHAR(10)   NOT NULL,
    asked_by    VARCHAR(36)   NOT NULL,
    asked_of    VARCHAR(36)   NOT NULL,
    question    VARCHAR(1000) NOT NULL,
    asked_at    DATETIME(3)   NOT NULL,
    agreed      BOOLEAN       NULL,
    answer      VARCHAR(1000) NULL,
    answered_at DATETIME(3)   NULL,
    INDEX work_request_by_item (item_id, seq),
    INDEX work_request_by_person (asked_of, seq)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
