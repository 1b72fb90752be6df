CREATE TABLE IF NOT EXISTS idempotency (
    actor           VARCHAR(36)  NOT NULL,
    idempotency_key VARCHAR(80)  NOT NULL,
    fingerprint     VARCHAR(64)  NOT NULL,
    status          INT          NOT NULL,
    content_type    VARCHAR(100) NULL,
    location        VARCHAR(200) NULL,
    etag            VARCHAR(40)  NULL,
    body            MEDIUMBLOB   NOT NULL,
    created_at      DATETIME(3)  NOT NULL,
    PRIMARY KEY (actor, idempotency_key),
    INDEX idempotency_by_age (created_at)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
