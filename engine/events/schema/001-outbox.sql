-- Written in the transaction of the business change; emptied by the relay.
create table engine.outbox (
  tenant_id uuid not null,
  id uuid not null,
  position bigint generated always as identity,
  name text not null,
  aggregate text not null,
  topics text[] not null default '{}',
  data jsonb not null,
  actor jsonb not null,
  trace_id text not null,
  occurred_at timestamptz not null,
  primary key (tenant_id, id)
);
create index outbox_position on engine.outbox (position);
select engine.wall('engine.outbox', 'insert');
select engine.open_to_batch('engine.outbox', 'select, delete');

-- The log: `seq` is given by the one relay, after the commit, so a reader that has seen n never misses a lower one.
create table engine.event (
  tenant_id uuid not null,
  seq bigint generated always as identity,
  id uuid not null,
  name text not null,
  aggregate text not null,
  topics text[] not null,
  data jsonb not null,
  actor jsonb not null,
  trace_id text not null,
  occurred_at timestamptz not null,
  primary key (tenant_id, seq)
);
create unique index event_seq on engine.event (seq);
create index event_aggregate on engine.event (tenant_id, aggregate, seq);
select engine.wall('engine.event', 'select');
select engine.open_to_batch('engine.event', 'select, insert, delete');

-- Where each subscriber has read to. Of the installation, not of a tenant.
create table engine.subscription (
  subscriber text primary key,
  seq bigint not null,
  updated_at timestamptz not null default now()
);
grant select, insert, update on engine.subscription to facet_batch;

-- Deliveries that failed, and those behind them that wait for their turn. A dead one waits for a person.
create table engine.delivery (
  tenant_id uuid not null,
  subscriber text not null,
  seq bigint not null,
  aggregate text not null,
  attempts int not null,
  next_attempt_at timestamptz not null,
  dead boolean not null default false,
  error text,
  primary key (tenant_id, subscriber, seq)
);
create index delivery_due on engine.delivery (subscriber, next_attempt_at) where not dead;
select engine.wall('engine.delivery', 'select, update, delete');
select engine.open_to_batch('engine.delivery', 'select, insert, update, delete');
