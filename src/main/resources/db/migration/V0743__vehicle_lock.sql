CREATE TABLE IF NOT EXISTS vehicle_lock (
    plate_number VARCHAR(20) NOT NULL,
    plate_type   VARCHAR(2)  NOT NULL,
    PRIMARY KEY (plate_number, plate_type)
) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
