CREATE TABLE IF NOT EXISTS licence_case (
    case_id     VARCHAR(36) NOT NULL PRIMARY KEY,
    person      VARCHAR(32) NOT NULL,
    waiting     BOOLEAN     NOT NULL,
    made_at     DATETIME(3) NULL,
    old_void_at DATETIME(3) NULL,
    version     INT         NOT NULL,
    INDEX licence_case_by_person (person, waiting)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
