CREATE TABLE IF NOT EXISTS audit_record (
    stream    INT          NOT NULL,
    seq       BIGINT       NOT NULL,
    at        DATETIME(3)  NOT NULL,
    actor     VARCHAR(36)  NOT NULL,
    roles     VARCHAR(120) NOT NULL,
    unit      VARCHAR(60)  NOT NULL,
    act       VARCHAR(200) NOT NULL,
    object    VARCHAR(120) NOT NULL,
    purpose   VARCHAR(200) NOT NULL,
    result    VARCHAR(20)  NOT NULL,
    client    VARCHAR(45)  NOT NULL,
    previous  VARCHAR(64)  NOT NULL,
    hash      VARCHAR(64)  NOT NULL,
    PRIMARY KEY (stream, seq),
    INDEX audit_record_by_object (object, at),
    INDEX audit_record_by_actor (actor, at)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
