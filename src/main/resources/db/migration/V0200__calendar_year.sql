CREATE TABLE IF NOT EXISTS calendar_year (
    of_year INT NOT NULL PRIMARY KEY,
    source VARCHAR(300) NOT NULL,
    published_at DATETIME(3) NOT NULL,
    version INT NOT NULL
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
