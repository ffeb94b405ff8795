-- Where the tenant's other programs want to hear of events.
create table engine.webhook_endpoint (
  tenant_id uuid not null,
  id uuid not null,
  url text not null,
  description text not null default '',
  -- desk.incident_opened, desk.*, *
  patterns text[] not null,
  -- Sealed. The previous one still signs until its time is over, so that receivers can change without a gap.
  secret text not null,
  previous_secret text,
  previous_until timestamptz,
  enabled boolean not null default true,
  disabled_reason text,
  -- A receiver that does not answer is left alone for a while, so that it does not hold up the others.
  failures int not null default 0,
  paused_until timestamptz,
  last_success_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);
select engine.wall('engine.webhook_endpoint');

-- One event for one endpoint.
create table engine.webhook_delivery (
  tenant_id uuid not null,
  id uuid not null,
  endpoint_id uuid not null,
  -- What receivers recognise repetitions by; the id of the event.
  message_id uuid not null,
  event_name text not null,
  body text not null,
  state text not null check (state in ('waiting', 'delivered', 'failed')),
  attempts int not null default 0,
  -- The round of attempts began here; it ends a day later.
  since timestamptz not null,
  next_attempt_at timestamptz,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, endpoint_id, message_id),
  foreign key (tenant_id, endpoint_id) references engine.webhook_endpoint on delete cascade
);
create index webhook_delivery_list on engine.webhook_delivery (tenant_id, endpoint_id, id);
create index webhook_delivery_old on engine.webhook_delivery (tenant_id, created_at);
select engine.wall('engine.webhook_delivery');

create table engine.webhook_attempt (
  tenant_id uuid not null,
  delivery_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  -- Null when no answer came.
  status int,
  duration_ms int not null,
  response text,
  error text,
  primary key (tenant_id, delivery_id, id),
  foreign key (tenant_id, delivery_id) references engine.webhook_delivery on delete cascade
);
select engine.wall('engine.webhook_attempt', 'select, insert, delete');
