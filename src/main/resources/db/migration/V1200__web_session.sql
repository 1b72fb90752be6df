CREATE TABLE IF NOT EXISTS web_session (
    primary_id            CHAR(36)     NOT NULL PRIMARY KEY,
    session_id            CHAR(36)     NOT NULL,
    creation_time         BIGINT       NOT NULL,
    last_access_time      BIGINT       NOT NULL,
    max_inactive_interval INT          NOT NULL,
    expiry_time           BIGINT       NOT NULL,
    -- The account's id.
    principal_name        VARCHAR(100) NULL,
    CONSTRAINT uq_web_session UNIQUE (session_id),
    INDEX ix_web_session_expiry (expiry_time),
    INDEX ix_web_session_principal (principal_name)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
