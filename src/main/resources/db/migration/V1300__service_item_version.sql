CREATE TABLE IF NOT EXISTS service_item_version (
    serial         BIGINT       NOT NULL PRIMARY KEY AUTO_INCREMENT,
    code           VARCHAR(10)  NOT NULL,
    effective_from DATE         NOT NULL,
    cells          TEXT         NOT NULL,
    reason         VARCHAR(300) NOT NULL,
    published_by   VARCHAR(36)  NOT NULL,
    published_at   DATETIME(3)  NOT NULL
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
