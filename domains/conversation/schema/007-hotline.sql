-- Where an agent's phone rings: a number, or a `sip:` address.
alter table conversation.agent add column phone text;

-- One telephone call with a customer; its conference at the provider bears the call's id as its name.
create table conversation.call (
  tenant_id uuid not null,
  call_id uuid not null,
  channel_id uuid not null,
  -- Null only between the first two statements of the call's first request.
  conversation_id uuid,
  -- The provider's name of the customer's leg; null: we are about to dial him.
  sid text,
  direction text not null check (direction in ('in', 'out')),
  -- menu: hears what he can choose; waiting: hears where he stands; ringing: the agent's phone rings; talking;
  -- message: speaks onto the tape; callback: is told that we call back; ended.
  state text not null check (state in ('menu', 'waiting', 'ringing', 'talking', 'message', 'callback', 'ended')),
  -- The customer's number, the language in which he is spoken to, and the address that the provider calls.
  number text not null,
  locale text not null,
  hook_url text not null,
  conference_sid text,
  held boolean not null default false,
  began_at timestamptz not null,
  -- The last time the provider asked what comes next: a caller who waits is heard of every few seconds.
  seen_at timestamptz not null,
  connected_at timestamptz,
  ended_at timestamptz,
  -- talked, missed, message, callback, unreached.
  outcome text,
  primary key (tenant_id, call_id),
  foreign key (tenant_id, channel_id) references conversation.channel,
  foreign key (tenant_id, conversation_id) references conversation.conversation
);
create unique index call_sid on conversation.call (tenant_id, channel_id, sid);
create index call_conversation on conversation.call (tenant_id, conversation_id, began_at);
create index call_live on conversation.call (tenant_id, seen_at) where state <> 'ended';
select engine.wall('conversation.call', 'select, insert, update');

-- A phone on our side of a call: its agent's, or a supervisor's.
create table conversation.call_leg (
  tenant_id uuid not null,
  leg_id uuid not null,
  call_id uuid not null,
  user_id uuid not null,
  role text not null check (role in ('agent', 'supervisor')),
  -- listen: hears only; whisper: the agent alone hears him; barge, talk: everybody does.
  mode text not null check (mode in ('talk', 'listen', 'whisper', 'barge')),
  -- wanted: to be dialled; dialled: the provider was asked; joined; ended.
  state text not null default 'wanted' check (state in ('wanted', 'dialled', 'joined', 'ended')),
  sid text,
  began_at timestamptz not null,
  primary key (tenant_id, leg_id),
  foreign key (tenant_id, call_id) references conversation.call
);
create index call_leg_call on conversation.call_leg (tenant_id, call_id, began_at);
-- One phone of a person at a time in a call, whatever is told twice.
create unique index call_leg_open on conversation.call_leg (tenant_id, call_id, user_id) where state <> 'ended';
select engine.wall('conversation.call_leg', 'select, insert, update');

-- A telephone of the test exchange, with which a hotline is tried without a provider.
create table conversation.test_leg (
  tenant_id uuid not null,
  sid text not null,
  channel_id uuid not null,
  number text not null,
  -- in: it has dialled the hotline; out: the hotline dials it.
  direction text not null check (direction in ('in', 'out')),
  state text not null check (state in ('ringing', 'live', 'ended')),
  -- What it does once picked up, and where its end is told; null: nowhere.
  url text,
  status_url text,
  -- What was heard and said, oldest first.
  heard jsonb not null default '[]',
  -- Where the document stands that it obeys, and until when it waits there.
  stop jsonb not null,
  due_at timestamptz,
  began_at timestamptz not null,
  version int not null default 1,
  primary key (tenant_id, sid),
  foreign key (tenant_id, channel_id) references conversation.channel
);
create index test_leg_began on conversation.test_leg (tenant_id, began_at);
select engine.wall('conversation.test_leg');
