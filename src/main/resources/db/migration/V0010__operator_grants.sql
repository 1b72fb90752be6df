-- What the group "operator" may do in the engine: read everything, retry and move jobs, repair, suspend and resume
-- instances. Not granted, so refused: deploying, starting and ending processes, working on tasks, changing
-- authorizations, users, groups or tenants. The numbers are those of the engine's enums Resources and Permissions.
DELETE FROM ACT_RU_AUTHORIZATION WHERE GROUP_ID_ = 'operator';

INSERT INTO ACT_RU_AUTHORIZATION (ID_, REV_, TYPE_, GROUP_ID_, RESOURCE_TYPE_, RESOURCE_ID_, PERMS_) VALUES
-- 2 read, 32 access
('operator-application', 1, 1, 'operator', 0, '*', 32),
('operator-user', 1, 1, 'operator', 1, '*', 2),
('operator-group', 1, 1, 'operator', 2, '*', 2),
('operator-authorization', 1, 1, 'operator', 4, '*', 2),
('operator-filter', 1, 1, 'operator', 5, '*', 2),
-- 32 retry jobs, 64 read tasks, 512 read instances, 4096 read history, 131072 suspend instances, 1048576 suspend,
-- 2097152, 4194304, 8388608 read variables of instances, of history, of tasks
('operator-process-definition', 1, 1, 'operator', 6, '*',
    2 + 32 + 64 + 512 + 4096 + 131072 + 1048576 + 2097152 + 4194304 + 8388608),
-- 64 read variables
('operator-task', 1, 1, 'operator', 7, '*', 2 + 64),
-- 4 update, 32 retry jobs, 64 suspend
('operator-process-instance', 1, 1, 'operator', 8, '*', 2 + 4 + 32 + 64),
('operator-deployment', 1, 1, 'operator', 9, '*', 2),
('operator-decision', 1, 1, 'operator', 10, '*', 2 + 4096),
('operator-tenant', 1, 1, 'operator', 11, '*', 2),
-- 4 suspend and resume, 2048 retry jobs in bulk, 4096 read history, 32768 suspend instances in bulk
('operator-batch', 1, 1, 'operator', 13, '*', 2 + 4 + 2048 + 4096 + 32768),
('operator-decision-graph', 1, 1, 'operator', 14, '*', 2),
('operator-log', 1, 1, 'operator', 17, '*', 2),
('operator-system', 1, 1, 'operator', 21, '*', 2);
