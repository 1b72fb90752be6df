CREATE TABLE IF NOT EXISTS notification_contact (
    account     VARCHAR(36)  NOT NULL PRIMARY KEY,
    mail_sealed VARCHAR(600) NULL,
    sms         BOOLEAN      NOT NULL,
    language    VARCHAR(5)   NOT NULL
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
