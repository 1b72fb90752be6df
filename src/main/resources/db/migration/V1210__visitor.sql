CREATE TABLE IF NOT EXISTS visitor (
    id_no_index VARCHAR(32) NOT NULL PRIMARY KEY,
    person      VARCHAR(32) NOT NULL,
    CONSTRAINT uq_visitor UNIQUE (person)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
