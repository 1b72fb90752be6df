CREATE TABLE IF NOT EXISTS exchange_letter (
    id           VARCHAR(60) NOT NULL,
    sender       VARCHAR(6)  NOT NULL,
    receiver     VARCHAR(6)  NOT NULL,
    kind         VARCHAR(20) NOT NULL,
    reference    VARCHAR(60) NOT NULL,
    case_id      VARCHAR(36) NOT NULL,
    body_sealed  TEXT        NOT NULL,
    body_hash    VARCHAR(64) NOT NULL,
    created_at   DATETIME(3) NOT NULL,
    delivered_at DATETIME(3) NULL,
    PRIMARY KEY (sender, id),
    INDEX exchange_letter_by_case (case_id)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
