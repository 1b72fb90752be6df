CREATE TABLE IF NOT EXISTS legal_hold (
    id        VARCHAR(36)  NOT NULL PRIMARY KEY,
    object    VARCHAR(36)  NOT NULL,
    reason    VARCHAR(30)  NOT NULL,
    placed_by VARCHAR(36)  NOT NULL,
    placed_at DATETIME(3)  NOT NULL,
    lifted_by VARCHAR(36)  NULL,
    lifted_at DATETIME(3)  NULL,
    INDEX legal_hold_by_object (object, lifted_at)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
