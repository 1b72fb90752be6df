CREATE TABLE IF NOT EXISTS service_application (
    case_id        VARCHAR(36)   NOT NULL PRIMARY KEY,
    delivery       VARCHAR(10)   NOT NULL,
    note_sealed    VARCHAR(2800) NULL,
    address_sealed VARCHAR(1200) NULL
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
