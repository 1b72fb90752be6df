CREATE TABLE IF NOT EXISTS photo_request (
    id           VARCHAR(36)  NOT NULL PRIMARY KEY,
    owner        VARCHAR(36)  NOT NULL,
    unit         VARCHAR(60)  NOT NULL,
    requested_by VARCHAR(36)  NOT NULL,
    spec         VARCHAR(40)  NOT NULL,
    purpose      VARCHAR(60)  NOT NULL,
    about        VARCHAR(60)  NOT NULL,
    requested_at DATETIME(3)  NOT NULL,
    status       VARCHAR(20)  NOT NULL,
    basis        VARCHAR(20)  NULL,
    due_at       DATETIME(3)  NOT NULL,
    version      INT          NOT NULL,
    KEY photo_request_owner (owner, requested_at),
    KEY photo_request_unit (unit, requested_at)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
