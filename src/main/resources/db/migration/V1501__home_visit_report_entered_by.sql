ALTER TABLE home_visit_report ADD COLUMN entered_by VARCHAR(36) NULL;
