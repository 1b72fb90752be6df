CREATE TABLE IF NOT EXISTS photo_access (
    id       VARCHAR(36)  NOT NULL PRIMARY KEY,
    owner    VARCHAR(36)  NOT NULL,
    at       DATETIME(3)  NOT NULL,
    reader   VARCHAR(36)  NOT NULL,
    unit     VARCHAR(60)  NOT NULL,
    spec     VARCHAR(40)  NOT NULL,
    purpose  VARCHAR(60)  NOT NULL,
    about    VARCHAR(60)  NULL,
    basis    VARCHAR(20)  NULL,
    result   VARCHAR(40)  NOT NULL,
    KEY photo_access_owner (owner, at)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
