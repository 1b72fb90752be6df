CREATE TABLE IF NOT EXISTS rating (
    case_id       VARCHAR(36)   NOT NULL PRIMARY KEY,
    unit          VARCHAR(60)   NOT NULL,
    item          VARCHAR(10)   NOT NULL,
    level         INT           NOT NULL,
    reasons       VARCHAR(200)  NOT NULL,
    words_sealed  VARCHAR(4000) NULL,
    rated_at      DATETIME(3)   NOT NULL,
    due_at        DATETIME(3)   NULL,
    late          BOOLEAN       NOT NULL,
    result        VARCHAR(20)   NULL,
    answer_sealed VARCHAR(4000) NULL,
    answered_at   DATETIME(3)   NULL,
    INDEX rating_by_unit (unit, rated_at),
    INDEX rating_by_item (item, rated_at)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
