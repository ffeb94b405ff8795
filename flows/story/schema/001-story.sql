-- One playing of the story; a demo company may play it again and again.
create table flows.story_run (
  tenant_id uuid not null,
  run_id uuid not null,
  number int not null,
  -- Ids that the steps have met: {"deviceId": "…", "incidentId": "…"}.
  facts jsonb not null default '{}',
  started_at timestamptz not null,
  primary key (tenant_id, run_id),
  unique (tenant_id, number)
);
select engine.wall('flows.story_run');

create table flows.story_step (
  tenant_id uuid not null,
  run_id uuid not null,
  step int not null,
  state text not null check (state in ('running', 'done', 'failed')),
  started_at timestamptz not null,
  finished_at timestamptz,
  -- The place in the event log at which the step began.
  first_seq bigint not null,
  before jsonb not null,
  after jsonb,
  problem text,
  primary key (tenant_id, run_id, step),
  foreign key (tenant_id, run_id) references flows.story_run
);
select engine.wall('flows.story_step');

-- The simulated Official Account of a demo company, and all that went over it.
create table flows.wechat_account (
  tenant_id uuid not null primary key,
  channel_id uuid not null,
  app_id text not null,
  app_secret text not null,
  token text not null,
  aes_key text not null,
  access_token text not null
);
select engine.wall('flows.wechat_account');

create table flows.wechat_message (
  tenant_id uuid not null,
  message_id uuid not null,
  open_id text not null,
  -- From the customer's phone to the account, or from the account to the phone.
  direction text not null check (direction in ('sent', 'received')),
  source text,
  payload jsonb not null,
  at timestamptz not null,
  primary key (tenant_id, message_id),
  unique (tenant_id, source)
);
create index wechat_message_of on flows.wechat_message (tenant_id, open_id, message_id);
select engine.wall('flows.wechat_message', 'select, insert');
