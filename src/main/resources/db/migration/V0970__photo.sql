CREATE TABLE IF NOT EXISTS photo (
    id            VARCHAR(36)    NOT NULL PRIMARY KEY,
    owner         VARCHAR(36)    NOT NULL,
    -- Equals the owner for the one photograph that counts.
    current_of    VARCHAR(36)    NULL UNIQUE,
    content_index CHAR(32)       NULL,
    taken_at      DATETIME(3)    NOT NULL,
    taken_by      VARCHAR(36)    NOT NULL,
    unit          VARCHAR(60)    NULL,
    outlet        VARCHAR(20)    NULL,
    replaced_at   DATETIME(3)    NULL,
    deleted_at    DATETIME(3)    NULL,
    data_key      VARCHAR(200)   NULL,
    master        MEDIUMBLOB     NULL,
    landmarks     VARBINARY(600) NULL,
    UNIQUE KEY photo_content (owner, content_index),
    KEY photo_owner (owner, taken_at)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
