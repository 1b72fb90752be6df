CREATE TABLE IF NOT EXISTS mandate (
    id           VARCHAR(36)  NOT NULL PRIMARY KEY,
    account_id   VARCHAR(36)  NOT NULL,
    company_name VARCHAR(200) NOT NULL,
    credit_code  VARCHAR(18)  NOT NULL,
    valid_from   DATE         NOT NULL,
    valid_to     DATE         NULL,
    CONSTRAINT fk_mandate_account FOREIGN KEY (account_id) REFERENCES account (id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
