-- Where parts are: warehouses, vans, lockers. A van belongs to a technician and moves.
create table field.stock_location (
  tenant_id uuid not null,
  location_id uuid not null,
  kind text not null check (kind in ('warehouse', 'van', 'locker')),
  name text not null,
  longitude float8,
  latitude float8,
  opens time not null default '08:00',
  closes time not null default '19:00',
  accepts_returns boolean not null default false,
  primary key (tenant_id, location_id)
);
select engine.wall('field.stock_location');

create table field.technician (
  tenant_id uuid not null,
  technician_id uuid not null,
  user_id uuid,
  name text not null,
  phone text,
  -- Where the day begins and ends.
  longitude float8 not null,
  latitude float8 not null,
  -- Level by skill: {"laptop": 2, "network": 1}.
  skills jsonb not null default '{}',
  van_id uuid,
  active boolean not null default true,
  primary key (tenant_id, technician_id),
  foreign key (tenant_id, van_id) references field.stock_location
);
create unique index technician_user on field.technician (tenant_id, user_id) where user_id is not null;
select engine.wall('field.technician');

create table field.shift (
  tenant_id uuid not null,
  technician_id uuid not null,
  day date not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  primary key (tenant_id, technician_id, day),
  foreign key (tenant_id, technician_id) references field.technician
);
create index shift_day on field.shift (tenant_id, day);
select engine.wall('field.shift');

create table field.part (
  tenant_id uuid not null,
  code text not null,
  name text not null,
  name_en text not null,
  price_minor bigint not null default 0,
  primary key (tenant_id, code)
);
select engine.wall('field.part');

-- What is free to promise is on_hand - reserved, and never less than nothing.
create table field.stock (
  tenant_id uuid not null,
  location_id uuid not null,
  part_code text not null,
  on_hand int not null check (on_hand >= 0),
  reserved int not null default 0 check (reserved >= 0),
  reorder_at int not null default 0,
  primary key (tenant_id, location_id, part_code),
  constraint stock_not_oversold check (reserved <= on_hand),
  foreign key (tenant_id, location_id) references field.stock_location,
  foreign key (tenant_id, part_code) references field.part
);
select engine.wall('field.stock');

-- The ledger: every change of on_hand, never rewritten.
create table field.stock_movement (
  tenant_id uuid not null,
  movement_id uuid not null,
  location_id uuid not null,
  part_code text not null,
  quantity int not null,
  reason text not null,
  reference text,
  at timestamptz not null,
  primary key (tenant_id, movement_id)
);
create index stock_movement_part on field.stock_movement (tenant_id, part_code, movement_id desc);
select engine.wall('field.stock_movement', 'select, insert');

-- One going to a place. A work order (a case of the engine) may need several.
create table field.visit (
  tenant_id uuid not null,
  visit_id uuid not null,
  work_order_id uuid not null,
  -- requested, planned, travelling, on_site, completed, cancelled
  state text not null,
  skills jsonb not null default '{}',
  part_codes text[] not null default '{}',
  service_seconds int not null,
  priority int not null,
  -- The part of the promise that planning can keep: the visit should be over by then.
  due_at timestamptz,
  earliest_at timestamptz,
  longitude float8 not null,
  latitude float8 not null,
  technician_id uuid,
  starts_at timestamptz,
  ends_at timestamptz,
  -- The customer knows the time: moving it costs trust.
  confirmed boolean not null default false,
  position int,
  travelling_at timestamptz,
  arrived_at timestamptz,
  completed_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (tenant_id, visit_id),
  foreign key (tenant_id, technician_id) references field.technician
);
create index visit_work_order on field.visit (tenant_id, work_order_id);
create index visit_day on field.visit (tenant_id, starts_at, technician_id);
create index visit_open on field.visit (tenant_id, state, due_at) where state in ('requested', 'planned', 'travelling', 'on_site');
select engine.wall('field.visit');

create table field.reservation (
  tenant_id uuid not null,
  reservation_id uuid not null,
  visit_id uuid not null,
  location_id uuid not null,
  part_code text not null,
  quantity int not null check (quantity > 0),
  -- held, used, released
  state text not null,
  created_at timestamptz not null,
  primary key (tenant_id, reservation_id),
  foreign key (tenant_id, visit_id) references field.visit,
  foreign key (tenant_id, location_id, part_code) references field.stock
);
create index reservation_visit on field.reservation (tenant_id, visit_id);
select engine.wall('field.reservation');

-- A plan that nobody has published: it holds nothing and promises nothing.
create table field.plan_draft (
  tenant_id uuid not null,
  draft_id uuid not null,
  day date not null,
  changes jsonb not null,
  summary jsonb not null,
  state text not null default 'draft',
  created_by text not null,
  created_at timestamptz not null,
  primary key (tenant_id, draft_id)
);
select engine.wall('field.plan_draft');

-- What the technician did, as it came from the phone; once, however often it is sent.
create table field.visit_report (
  tenant_id uuid not null,
  visit_id uuid not null,
  source text not null,
  report jsonb not null,
  received_at timestamptz not null,
  primary key (tenant_id, visit_id),
  unique (tenant_id, source),
  foreign key (tenant_id, visit_id) references field.visit
);
select engine.wall('field.visit_report', 'select, insert');

-- A defective part that was taken out and has to come back.
create table field.due_back (
  tenant_id uuid not null,
  due_back_id uuid not null,
  visit_id uuid not null,
  technician_id uuid not null,
  part_code text not null,
  serial text,
  due_at timestamptz not null,
  returned_at timestamptz,
  primary key (tenant_id, due_back_id),
  foreign key (tenant_id, visit_id) references field.visit
);
create index due_back_technician on field.due_back (tenant_id, technician_id) where returned_at is null;
select engine.wall('field.due_back');
