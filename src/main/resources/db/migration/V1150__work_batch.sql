CREATE TABLE IF NOT EXISTS work_batch (
    id         VARCHAR(36)   NOT NULL PRIMARY KEY,
    owner      VARCHAR(36)   NOT NULL,
    act        VARCHAR(10)   NOT NULL,
    outcome    VARCHAR(30)   NULL,
    note       VARCHAR(2000) NULL,
    created_at DATETIME(3)   NOT NULL,
    INDEX work_batch_by_owner (owner, created_at, id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
