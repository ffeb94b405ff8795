-- How incidents find somebody to work on them.
create table desk.assignment_setting (
  tenant_id uuid not null,
  -- When an incident opens with a team, a person of it is chosen by skill and load.
  automatic boolean not null default false,
  -- The team of incidents that no rule names; null: they wait for a person's choice.
  default_team_id uuid,
  version int not null default 1,
  primary key (tenant_id)
);
select engine.wall('desk.assignment_setting');

create table desk.category_rule (
  tenant_id uuid not null,
  category text not null check (category <> ''),
  team_id uuid,
  -- The level needed of each skill: `{ "network": 2 }`.
  skills jsonb not null default '{}',
  position int not null,
  primary key (tenant_id, category)
);
select engine.wall('desk.category_rule');

-- Somebody who works on incidents. Who has no row masters nothing in particular and has the usual room.
create table desk.responder (
  tenant_id uuid not null,
  user_id uuid not null,
  skills jsonb not null default '{}',
  -- How many open cases are enough.
  capacity int not null check (capacity >= 0),
  available boolean not null default true,
  last_assigned_at timestamptz,
  primary key (tenant_id, user_id)
);
select engine.wall('desk.responder');
