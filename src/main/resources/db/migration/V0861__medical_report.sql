CREATE TABLE IF NOT EXISTS medical_report (
    id          VARCHAR(36) NOT NULL PRIMARY KEY,
    institution VARCHAR(10) NOT NULL,
    number      VARCHAR(40) NOT NULL,
    person      VARCHAR(32) NOT NULL,
    examined_on DATE        NOT NULL,
    fit         BOOLEAN     NOT NULL,
    received_at DATETIME(3) NOT NULL,
    CONSTRAINT medical_report_number UNIQUE (institution, number),
    INDEX medical_report_by_person (person, examined_on)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
