create table fleet.device (
  tenant_id uuid not null,
  device_id uuid not null,
  serial text not null,
  name text not null,
  kind text not null,
  brand text not null,
  model text not null,
  customer_id uuid,
  site_id uuid,
  -- The person who works with it, and the agreement that pays for it: ids of other modules.
  person_id uuid,
  agreement_id text,
  stage text not null default 'deployed',
  health int not null default 100,
  health_state text not null default 'healthy',
  attributes jsonb not null default '{}',
  -- The newest value of every measured key, with its time: {"disk_wear": {"value": 92, "at": "…"}}.
  latest jsonb not null default '{}',
  in_use_since date,
  warranty_until date,
  last_seen_at timestamptz,
  assessed_at timestamptz,
  token_hash bytea,
  source text,
  version int not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant_id, device_id),
  unique (tenant_id, serial),
  unique (tenant_id, source)
);
create unique index device_token on fleet.device (token_hash) where token_hash is not null;
create index device_customer on fleet.device (tenant_id, customer_id, health);
create index device_person on fleet.device (tenant_id, person_id) where person_id is not null;
create index device_unassessed on fleet.device (last_seen_at) where last_seen_at is not null;
select engine.wall('fleet.device');
-- A device shows its token before anybody knows its tenant, and its values arrive with those of others.
select engine.open_to_batch('fleet.device', 'select, update');

create table fleet.telemetry (
  tenant_id uuid not null,
  device_id uuid not null,
  key text not null,
  at timestamptz not null,
  value float8 not null,
  primary key (tenant_id, device_id, key, at)
);
select engine.wall('fleet.telemetry', 'select, insert, delete');
select engine.open_to_batch('fleet.telemetry', 'select, insert');

-- One open fault for each device and cause, whatever the number of values that say so.
create table fleet.fault (
  tenant_id uuid not null,
  fault_id uuid not null,
  device_id uuid not null,
  cause text not null,
  severity text not null,
  value float8 not null,
  threshold float8 not null,
  health_before int not null,
  health_after int not null,
  raised_at timestamptz not null,
  cleared_at timestamptz,
  primary key (tenant_id, fault_id),
  foreign key (tenant_id, device_id) references fleet.device
);
create unique index fault_open on fleet.fault (tenant_id, device_id, cause) where cleared_at is null;
create index fault_recent on fleet.fault (tenant_id, raised_at desc, fault_id desc);
select engine.wall('fleet.fault');

-- The life of a device: who had it, what was done to it. Never changed, only added to.
create table fleet.life_entry (
  tenant_id uuid not null,
  device_id uuid not null,
  entry_id uuid not null,
  kind text not null,
  actor text not null,
  detail jsonb not null default '{}',
  -- Makes a repeated note harmless.
  source text,
  at timestamptz not null,
  primary key (tenant_id, device_id, entry_id),
  unique (tenant_id, device_id, source),
  foreign key (tenant_id, device_id) references fleet.device
);
select engine.wall('fleet.life_entry', 'select, insert');

-- What the anomaly detector has learned of a device's key.
create table fleet.detector (
  tenant_id uuid not null,
  device_id uuid not null,
  key text not null,
  state jsonb not null,
  primary key (tenant_id, device_id, key),
  foreign key (tenant_id, device_id) references fleet.device
);
select engine.wall('fleet.detector');
