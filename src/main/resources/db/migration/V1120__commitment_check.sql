CREATE TABLE IF NOT EXISTS commitment_check (
    case_id    VARCHAR(36) NOT NULL PRIMARY KEY,
    begins_at  DATETIME(3) NOT NULL,
    due_at     DATETIME(3) NOT NULL,
    late       BOOLEAN     NOT NULL,
    result     VARCHAR(20) NULL,
    checked_at DATETIME(3) NULL
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
