CREATE TABLE IF NOT EXISTS account (
    id            VARCHAR(36)  NOT NULL PRIMARY KEY,
    login         VARCHAR(60)  NOT NULL,
    password      VARCHAR(200) NOT NULL,
    roles         VARCHAR(200) NOT NULL,
    unit          VARCHAR(60)  NULL,
    name_sealed   VARCHAR(600) NOT NULL,
    id_no_sealed  VARCHAR(600) NULL,
    id_no_index   VARCHAR(32)  NULL,
    mobile_sealed VARCHAR(600) NULL,
    enabled       BOOLEAN      NOT NULL,
    created_at    DATETIME(3)  NOT NULL,
    version       INT          NOT NULL,
    CONSTRAINT uq_account_login UNIQUE (login),
    CONSTRAINT fk_account_unit FOREIGN KEY (unit) REFERENCES unit (code)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
