create table engine.calendar (
  tenant_id uuid not null,
  id uuid not null,
  name text not null check (name <> ''),
  -- The IANA zone of the definition, for lists.
  zone text not null,
  definition jsonb not null,
  -- Clocks and sites that name no calendar follow this one.
  is_default boolean not null default false,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
create unique index calendar_name on engine.calendar (tenant_id, name);
create unique index calendar_default on engine.calendar (tenant_id) where is_default;
select engine.wall('engine.calendar', 'select, insert, update');

-- The clock of one promise to one subject (`incident:<id>`, `first_response`). `history` is what happened and never
-- changes; every other moment follows from it, the target and the calendar.
create table engine.sla_clock (
  tenant_id uuid not null,
  id uuid not null,
  subject text not null,
  metric text not null,
  -- No foreign key: every insert looks at the calendar's row anyway, to be sure of its version.
  calendar_id uuid not null,
  target_seconds int not null check (target_seconds >= 0),
  -- The share of the target after which to warn.
  warn_share real not null check (warn_share > 0 and warn_share <= 1),
  state text not null check (state in ('running', 'paused', 'met', 'breached', 'cancelled')),
  history jsonb not null,
  started_at timestamptz not null,
  -- While paused: as if it went on at the moment of the pause.
  due_at timestamptz not null,
  warn_at timestamptz not null,
  paused_at timestamptz,
  stopped_at timestamptz,
  -- Business seconds used, written when the clock stops: history does not follow later configuration.
  used_seconds double precision,
  warned_at timestamptz,
  breached_at timestamptz,
  -- When the watch has to look at this clock next: warn_at, then due_at, then never.
  wake_at timestamptz,
  version int not null default 1,
  primary key (tenant_id, id)
);
create unique index sla_clock_subject on engine.sla_clock (tenant_id, subject, metric) where state <> 'cancelled';
create index sla_clock_due on engine.sla_clock (tenant_id, due_at, id) where stopped_at is null;
create index sla_clock_calendar on engine.sla_clock (tenant_id, calendar_id) where stopped_at is null;
create index sla_clock_wake on engine.sla_clock (wake_at) where wake_at is not null;
select engine.wall('engine.sla_clock', 'select, insert, update');
-- The watch looks over all tenants; it changes them one by one.
select engine.open_to_batch('engine.sla_clock', 'select');
