CREATE TABLE IF NOT EXISTS audit_stream (
    stream INT          NOT NULL PRIMARY KEY,
    seq    BIGINT       NOT NULL,
    head   VARCHAR(64)  NOT NULL
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
