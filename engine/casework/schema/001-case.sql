-- A case of any type. The type's own fields are in `data`; what every list filters and sorts by is a column.
create table engine.case (
  tenant_id uuid not null,
  id uuid not null,
  -- The type, `desk.incident`.
  kind text not null,
  -- In byte order, so that the beginning of a number is a range of the index.
  number text collate "C" not null,
  subject text not null check (subject <> ''),
  state text not null,
  state_group text not null check (state_group in ('open', 'done', 'closed')),
  priority text not null,
  customer_id uuid,
  site_id uuid,
  -- Who asked.
  person_id uuid,
  team_id uuid,
  assignee_id uuid,
  -- What makes a repeated opening harmless.
  source text,
  data jsonb not null,
  open_tasks int not null default 0,
  -- The last place in the timeline.
  last_entry int not null,
  -- The earliest due instant of its running clocks.
  due_at timestamptz,
  opened_at timestamptz not null,
  done_at timestamptz,
  closed_at timestamptz,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (tenant_id, id),
  constraint case_customer foreign key (tenant_id, customer_id) references engine.organisation (tenant_id, id),
  constraint case_site foreign key (tenant_id, site_id) references engine.site (tenant_id, id),
  constraint case_person foreign key (tenant_id, person_id) references engine.person (tenant_id, id)
);
create unique index case_number on engine.case (tenant_id, kind, number);
create unique index case_source on engine.case (tenant_id, kind, source) where source is not null;
create index case_updated on engine.case (tenant_id, kind, updated_at desc, id desc);
create index case_due on engine.case (tenant_id, kind, coalesce(due_at, 'infinity'), id) where state_group = 'open';
create index case_opened on engine.case (tenant_id, kind, opened_at desc, id desc);
create index case_customer on engine.case (tenant_id, customer_id, updated_at desc, id desc);
create index case_assignee on engine.case (tenant_id, assignee_id, updated_at desc, id desc)
  where state_group = 'open' and assignee_id is not null;
select engine.wall('engine.case', 'select, insert, update');

-- The timeline: `seq` counts 1, 2, 3 … within a case, without holes.
create table engine.case_entry (
  tenant_id uuid not null,
  case_id uuid not null,
  seq int not null,
  kind text not null check (kind in ('state', 'note', 'message', 'field', 'task', 'link', 'file', 'system')),
  actor_kind text not null,
  actor_id text not null,
  actor_name text not null,
  text text,
  data jsonb,
  -- Not for the customer's eyes.
  internal boolean not null,
  source text,
  created_at timestamptz not null,
  primary key (tenant_id, case_id, seq),
  foreign key (tenant_id, case_id) references engine.case (tenant_id, id)
);
create unique index case_entry_source on engine.case_entry (tenant_id, case_id, source) where source is not null;
select engine.wall('engine.case_entry', 'select, insert');

create table engine.case_task (
  tenant_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  title text not null check (title <> ''),
  assignee_id uuid,
  team_id uuid,
  due_at timestamptz,
  position int not null,
  done_at timestamptz,
  done_by text,
  version int not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, case_id) references engine.case (tenant_id, id)
);
create index case_task_case on engine.case_task (tenant_id, case_id, position);
create index case_task_assignee on engine.case_task (tenant_id, assignee_id, due_at) where done_at is null;
select engine.wall('engine.case_task');

-- Ties to anything anywhere: `field.visit:<id>`, `fleet.device:<id>`, another case.
create table engine.case_link (
  tenant_id uuid not null,
  case_id uuid not null,
  relation text not null,
  ref text not null,
  created_at timestamptz not null,
  primary key (tenant_id, case_id, relation, ref),
  foreign key (tenant_id, case_id) references engine.case (tenant_id, id)
);
create index case_link_ref on engine.case_link (tenant_id, ref);
select engine.wall('engine.case_link');

create table engine.case_watcher (
  tenant_id uuid not null,
  case_id uuid not null,
  user_id uuid not null,
  primary key (tenant_id, case_id, user_id),
  foreign key (tenant_id, case_id) references engine.case (tenant_id, id)
);
create index case_watcher_user on engine.case_watcher (tenant_id, user_id);
select engine.wall('engine.case_watcher');
