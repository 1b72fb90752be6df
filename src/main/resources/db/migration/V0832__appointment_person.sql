CREATE TABLE IF NOT EXISTS appointment_person (
    person VARCHAR(32) NOT NULL PRIMARY KEY,
    turns  INT         NOT NULL
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
