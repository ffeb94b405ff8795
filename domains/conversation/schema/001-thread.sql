-- A channel is one account through which customers reach us: a widget on a site, a WeChat Official Account, an app.
create table conversation.channel (
  tenant_id uuid not null,
  channel_id uuid not null,
  kind text not null,
  name text not null check (name <> ''),
  enabled boolean not null default true,
  -- What the kind of channel asks for, without its secrets; those are sealed apart.
  settings jsonb not null default '{}',
  secrets text,
  -- How conversations of the channel are conducted: bot, queue, reply target, survey (see channels/conduct.ts).
  conduct jsonb not null default '{}',
  -- Requests with a wrong signature.
  refused_count int not null default 0,
  refused_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant_id, channel_id)
);
select engine.wall('conversation.channel');

-- Somebody as a channel knows him. `person_id` and `customer_id` name the person and organisation behind, once known.
create table conversation.contact (
  tenant_id uuid not null,
  contact_id uuid not null,
  channel_id uuid not null,
  external_id text not null check (external_id <> ''),
  name text,
  locale text,
  person_id uuid,
  customer_id uuid,
  vip boolean not null default false,
  attributes jsonb not null default '{}',
  -- False once the customer has left the channel (unfollowed).
  subscribed boolean not null default true,
  -- Who served last, for sticky routing.
  last_agent_id uuid,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (tenant_id, contact_id),
  foreign key (tenant_id, channel_id) references conversation.channel
);
create unique index contact_external on conversation.contact (tenant_id, channel_id, external_id);
create index contact_person on conversation.contact (tenant_id, person_id) where person_id is not null;
create index contact_customer on conversation.contact (tenant_id, customer_id) where customer_id is not null;
select engine.wall('conversation.contact');

create table conversation.conversation (
  tenant_id uuid not null,
  conversation_id uuid not null,
  channel_id uuid not null,
  contact_id uuid not null,
  -- bot: the bot speaks; queued: waits for a person; active: an agent speaks; closed.
  status text not null check (status in ('bot', 'queued', 'active', 'closed')),
  queue_id uuid,
  agent_id uuid,
  team_id uuid,
  priority int not null default 0,
  -- How much of an agent's capacity it takes.
  units int not null default 1,
  tags text[] not null default '{}',
  attributes jsonb not null default '{}',

  -- The place of the last message, and the number of the last change to an older one.
  last_seq int not null default 0,
  last_change int not null default 0,
  last_text text,
  last_author text,
  last_message_at timestamptz not null,
  agent_read_seq int not null default 0,
  customer_read_seq int not null default 0,
  customer_delivered_seq int not null default 0,
  bot_seq int not null default 0,
  unread int not null default 0,

  -- Since when the customer waits for a reply, and until when he should have it; infinity: nobody waits.
  awaiting_since timestamptz,
  reply_target_seconds int not null default 120,
  reply_due_at timestamptz not null default 'infinity',
  -- Until when and how often we may still write (null: as we like).
  window_expires_at timestamptz,
  window_remaining int,

  opened_at timestamptz not null,
  -- First entry into a queue, first acceptance, first reply of an agent.
  queued_at timestamptz,
  accepted_at timestamptz,
  first_response_at timestamptz,
  handed_over_at timestamptz,
  closed_at timestamptz,
  closed_by text,
  close_reason text,
  -- The agent's present stretch of work, and the sum of those that ended.
  handled_since timestamptz,
  handling_seconds int not null default 0,
  queue_seconds int not null default 0,
  response_count int not null default 0,
  response_seconds int not null default 0,
  customer_messages int not null default 0,
  agent_messages int not null default 0,
  bot_messages int not null default 0,
  bot_answers int not null default 0,
  bot_confirmed_at timestamptz,

  -- The conversation of the same contact that ended less than 72 hours before this one began.
  follows_id uuid,
  reopened boolean not null default false,
  survey_sent_at timestamptz,
  rating int check (rating between 1 and 5),
  rating_reason text,
  rated_at timestamptz,
  version int not null default 1,
  primary key (tenant_id, conversation_id),
  foreign key (tenant_id, channel_id) references conversation.channel,
  foreign key (tenant_id, contact_id) references conversation.contact
) with (fillfactor = 70);
-- One open conversation for each contact of a channel, whatever arrives in parallel.
create unique index conversation_open on conversation.conversation (tenant_id, channel_id, contact_id)
  where status <> 'closed';
create index conversation_agent on conversation.conversation (tenant_id, agent_id, reply_due_at, conversation_id)
  where status = 'active';
create index conversation_live on conversation.conversation (tenant_id, status, reply_due_at, conversation_id)
  where status <> 'closed';
create index conversation_closed on conversation.conversation (tenant_id, closed_at, conversation_id)
  where status = 'closed';
create index conversation_contact on conversation.conversation (tenant_id, contact_id, opened_at);
select engine.wall('conversation.conversation');

create table conversation.message (
  tenant_id uuid not null,
  conversation_id uuid not null,
  -- 1, 2, 3 … without holes, given under the lock of the conversation.
  seq int not null,
  channel_id uuid not null,
  -- The id under which the sender knows it: the platform's, the browser's, the flow's. A repetition is the same message.
  source_id text not null,
  author_kind text not null check (author_kind in ('customer', 'agent', 'bot', 'system')),
  author_id text,
  author_name text,
  type text not null,
  content jsonb not null,
  -- What can be read of it, for lists and search.
  text text not null,
  internal boolean not null default false,
  reply_to int,
  sent_at timestamptz not null,
  created_at timestamptz not null,
  -- Only on channels that are sent to: queued, sent, delivered, failed (with the reason).
  state text,
  failure text,
  edited_at timestamptz,
  recalled_at timestamptz,
  reactions jsonb,
  -- The number of its last change; 0 for one that never changed.
  change int not null default 0,
  primary key (tenant_id, conversation_id, seq),
  foreign key (tenant_id, conversation_id) references conversation.conversation
);
create unique index message_source on conversation.message (tenant_id, channel_id, source_id);
create index message_change on conversation.message (tenant_id, conversation_id, change) where change > 0;
select engine.wall('conversation.message', 'select, insert, update');

-- What a channel told that is no message: followed, unfollowed, scanned a code.
create table conversation.contact_event (
  tenant_id uuid not null,
  channel_id uuid not null,
  source_id text not null,
  contact_id uuid not null,
  name text not null,
  details jsonb not null,
  occurred_at timestamptz not null,
  primary key (tenant_id, channel_id, source_id),
  foreign key (tenant_id, contact_id) references conversation.contact
);
create index contact_event_contact on conversation.contact_event (tenant_id, contact_id, occurred_at);
select engine.wall('conversation.contact_event', 'select, insert');

-- What arrived and could not be read, with the body as it came; nothing is lost.
create table conversation.unreadable (
  tenant_id uuid not null,
  unreadable_id uuid not null,
  channel_id uuid not null,
  reason text not null,
  body text not null,
  received_at timestamptz not null,
  done_at timestamptz,
  primary key (tenant_id, unreadable_id)
);
create index unreadable_channel on conversation.unreadable (tenant_id, channel_id, received_at);
select engine.wall('conversation.unreadable', 'select, insert, update');

-- Messages on their way to a platform, each conversation's in its order.
create table conversation.delivery (
  tenant_id uuid not null,
  conversation_id uuid not null,
  seq int not null,
  channel_id uuid not null,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'done', 'failed')),
  attempts int not null default 0,
  -- While `sending`: until when the sender has time; after that nobody knows whether it arrived.
  claimed_until timestamptz,
  platform_id text,
  primary key (tenant_id, conversation_id, seq),
  foreign key (tenant_id, conversation_id, seq) references conversation.message
);
create index delivery_open on conversation.delivery (tenant_id, conversation_id, seq) where state in ('waiting', 'sending');
create index delivery_platform on conversation.delivery (tenant_id, channel_id, platform_id) where platform_id is not null;
select engine.wall('conversation.delivery', 'select, insert, update');

-- References to things of other domains, as opaque text: `incident:<id>`.
create table conversation.link (
  tenant_id uuid not null,
  conversation_id uuid not null,
  ref text not null,
  label text not null,
  created_at timestamptz not null,
  primary key (tenant_id, conversation_id, ref),
  foreign key (tenant_id, conversation_id) references conversation.conversation
);
create index link_ref on conversation.link (tenant_id, ref);
select engine.wall('conversation.link');

-- These grow from nothing to very much: the planner should know soon.
alter table conversation.message set (autovacuum_analyze_scale_factor = 0.02, autovacuum_analyze_threshold = 200);
alter table conversation.conversation set (autovacuum_analyze_scale_factor = 0.02, autovacuum_analyze_threshold = 100);
