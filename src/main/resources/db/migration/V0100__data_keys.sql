CREATE TABLE IF NOT EXISTS vault_key (
    id VARCHAR(40) NOT NULL PRIMARY KEY,
    purpose VARCHAR(20) NOT NULL,
    generation INT NOT NULL,
    wrapped VARCHAR(1000) NOT NULL,
    public_part VARCHAR(1000),
    created_at DATETIME(3) NOT NULL,
    CONSTRAINT vault_key_generation UNIQUE (purpose, generation)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
