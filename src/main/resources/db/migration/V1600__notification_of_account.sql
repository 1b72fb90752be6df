CREATE INDEX ix_notification_account ON notification (account, created_at);
