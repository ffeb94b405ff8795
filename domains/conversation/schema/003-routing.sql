-- A queue for each group of skills.
create table conversation.queue (
  tenant_id uuid not null,
  queue_id uuid not null,
  name text not null check (name <> ''),
  skills text[] not null default '{}',
  team_id uuid,
  -- When somebody is there; null: always.
  calendar_id uuid,
  -- How long an agent has to accept.
  accept_seconds int not null default 30 check (accept_seconds > 0),
  version int not null default 1,
  primary key (tenant_id, queue_id)
);
create unique index queue_name on conversation.queue (tenant_id, name);
select engine.wall('conversation.queue');

-- A user who serves customers. His load is never stored: it is what he has, counted under the lock of this row.
create table conversation.agent (
  tenant_id uuid not null,
  agent_id uuid not null,
  presence text not null default 'offline' check (presence in ('online', 'away', 'offline')),
  presence_since timestamptz not null,
  -- Set by Facet: an offer was missed.
  away_reason text,
  capacity int not null default 5 check (capacity >= 0),
  skills text[] not null default '{}',
  team_id uuid,
  last_offer_at timestamptz,
  version int not null default 1,
  primary key (tenant_id, agent_id)
);
select engine.wall('conversation.agent');

-- A conversation that waits for an agent, or is on offer to one.
create table conversation.queue_item (
  tenant_id uuid not null,
  conversation_id uuid not null,
  queue_id uuid not null,
  skills text[] not null default '{}',
  units int not null default 1,
  entered_at timestamptz not null,
  -- The entry, moved back for priority; the order of the queue, and so the position that customers are told.
  rank_at timestamptz not null,
  sticky_agent_id uuid,
  -- A transfer to one person, and who asked for it.
  wanted_agent_id uuid,
  from_agent_id uuid,
  offered_to uuid,
  offered_at timestamptz,
  offer_expires_at timestamptz,
  passed_by uuid[] not null default '{}',
  passed_at timestamptz,
  primary key (tenant_id, conversation_id),
  foreign key (tenant_id, conversation_id) references conversation.conversation,
  foreign key (tenant_id, queue_id) references conversation.queue
);
create index queue_item_rank on conversation.queue_item (tenant_id, queue_id, rank_at, conversation_id);
create index queue_item_offer on conversation.queue_item (tenant_id, offered_to) where offered_to is not null;
select engine.wall('conversation.queue_item');

-- Every acceptance: the waiting times behind the estimate, and who had a conversation when.
create table conversation.acceptance (
  tenant_id uuid not null,
  conversation_id uuid not null,
  accepted_at timestamptz not null,
  queue_id uuid,
  agent_id uuid not null,
  skills text[] not null default '{}',
  wait_seconds int not null,
  ended_at timestamptz,
  ended_by text,
  primary key (tenant_id, conversation_id, accepted_at)
);
create index acceptance_queue on conversation.acceptance (tenant_id, queue_id, accepted_at);
select engine.wall('conversation.acceptance', 'select, insert, update');
