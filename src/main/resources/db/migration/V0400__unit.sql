CREATE TABLE IF NOT EXISTS unit (
    code    VARCHAR(60)  NOT NULL PRIMARY KEY,
    name_zh VARCHAR(200) NOT NULL,
    name_en VARCHAR(200) NOT NULL,
    parent  VARCHAR(60)  NULL,
    CONSTRAINT fk_unit_parent FOREIGN KEY (parent) REFERENCES unit (code)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
