CREATE TABLE IF NOT EXISTS home_visit_result (
    visit       VARCHAR(36)   NOT NULL,
    item        VARCHAR(10)   NOT NULL,
    done        BOOLEAN       NOT NULL,
    note_sealed VARCHAR(1500) NULL,
    PRIMARY KEY (visit, item)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
