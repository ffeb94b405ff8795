-- What somebody who sees only the own teams' work has: by team, and by who opened it.
create index case_team on engine.case (tenant_id, team_id, updated_at desc, id desc) where team_id is not null;
create index case_opener on engine.case_entry (tenant_id, actor_id, case_id) where seq = 1;
create index case_task_team on engine.case_task (tenant_id, team_id) where team_id is not null;
create index case_task_own on engine.case_task (tenant_id, assignee_id, case_id) where assignee_id is not null;
