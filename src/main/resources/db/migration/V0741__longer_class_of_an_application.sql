ALTER TABLE truck_pass_application MODIFY COLUMN pass_class VARCHAR(20) NULL;
