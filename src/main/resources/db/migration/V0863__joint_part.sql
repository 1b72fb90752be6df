CREATE TABLE IF NOT EXISTS joint_part (
    case_id VARCHAR(36) NOT NULL PRIMARY KEY,
    whole   VARCHAR(36) NOT NULL,
    part    VARCHAR(20) NOT NULL,
    CONSTRAINT joint_part_of_whole UNIQUE (whole, part)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
