-- An address to which notifications of a person, or of everybody in a team, are sent besides the bell and the mail. The
-- address itself, its secret and what was sent there are those of the webhook with the same id.
create table engine.notification_hook (
  tenant_id uuid not null,
  id uuid not null,
  user_id uuid,
  team_id uuid,
  -- 'desk.incident_assigned', or '*' for every kind.
  kinds text[] not null,
  -- What a team's group is told in; a person is told in the language of the account.
  locale text not null,
  -- A team's own; a person's are those of engine.quiet_hours. {"from": "22:00", "until": "07:00", "zone": "Asia/Shanghai"}
  quiet jsonb,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  check (num_nonnulls(user_id, team_id) = 1),
  foreign key (tenant_id, user_id) references engine.user_account on delete cascade,
  foreign key (tenant_id, team_id) references engine.team on delete cascade
);
create index notification_hook_user on engine.notification_hook (tenant_id, user_id) where user_id is not null;
create index notification_hook_team on engine.notification_hook (tenant_id, team_id) where team_id is not null;
select engine.wall('engine.notification_hook');
