-- Answers to POST requests that came with an Idempotency-Key, so that a repetition gets the same answer.
create table engine.idempotent_request (
  tenant_id uuid not null,
  key text not null,
  -- Hash of method, path and body: the same key with another request is refused.
  fingerprint text not null,
  -- Null while the first request is still running.
  status int,
  body jsonb,
  created_at timestamptz not null,
  primary key (tenant_id, key)
);
select engine.wall('engine.idempotent_request');
select engine.open_to_batch('engine.idempotent_request', 'select, delete');
