CREATE TABLE IF NOT EXISTS fleet_application (
    id           VARCHAR(36) NOT NULL PRIMARY KEY,
    owner        VARCHAR(36) NOT NULL,
    submitted_at DATETIME(3) NOT NULL,
    vehicles     INT         NOT NULL,
    INDEX fleet_application_by_owner (owner, submitted_at, id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
