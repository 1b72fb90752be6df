-- The library puts the ending behind the name of the other table, in this spelling.
CREATE TABLE IF NOT EXISTS web_session_ATTRIBUTES (
    session_primary_id CHAR(36)     NOT NULL,
    attribute_name     VARCHAR(200) NOT NULL,
    attribute_bytes    MEDIUMBLOB   NOT NULL,
    PRIMARY KEY (session_primary_id, attribute_name),
    CONSTRAINT fk_web_session_attributes FOREIGN KEY (session_primary_id) REFERENCES web_session (primary_id) ON DELETE CASCADE
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
