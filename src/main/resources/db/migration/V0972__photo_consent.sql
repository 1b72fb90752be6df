CREATE TABLE IF NOT EXISTS photo_consent (
    id       VARCHAR(36) NOT NULL PRIMARY KEY,
    owner    VARCHAR(36) NOT NULL,
    receiver VARCHAR(60) NOT NULL,
    purpose  VARCHAR(60) NOT NULL,
    given_at DATETIME(3) NULL,
    ended_at DATETIME(3) NULL,
    version  INT         NOT NULL,
    UNIQUE KEY photo_consent_one (owner, receiver, purpose)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
