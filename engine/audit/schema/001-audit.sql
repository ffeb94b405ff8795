-- Who did what to what. Written in the transaction of the change; nobody may alter or delete a row.
create table engine.audit_entry (
  tenant_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  action text not null,
  -- What it was done to: incident:<id>.
  subject text not null,
  actor_kind text not null,
  actor_id text not null,
  actor_name text not null,
  address text,
  trace_id text not null,
  before jsonb,
  after jsonb,
  primary key (tenant_id, id)
);
create index audit_entry_subject on engine.audit_entry (tenant_id, subject, id);
create index audit_entry_actor on engine.audit_entry (tenant_id, actor_id, id);
select engine.wall('engine.audit_entry', 'select, insert');
select engine.open_to_batch('engine.audit_entry', 'select');

-- Entries that are committed and not yet in the chain, so that writers need not wait for one another.
create table engine.audit_tail (
  tenant_id uuid not null,
  entry_id uuid not null,
  position bigint generated always as identity,
  primary key (tenant_id, entry_id)
);
create index audit_tail_position on engine.audit_tail (position);
select engine.wall('engine.audit_tail', 'insert');
select engine.open_to_batch('engine.audit_tail', 'select, delete');

-- The chain of each tenant: the hash of a link covers its entry and the hash of the link before it.
create table engine.audit_link (
  tenant_id uuid not null,
  seq bigint not null,
  entry_id uuid not null,
  hash text not null,
  primary key (tenant_id, seq),
  unique (tenant_id, entry_id)
);
select engine.wall('engine.audit_link', 'select');
select engine.open_to_batch('engine.audit_link', 'select, insert');
