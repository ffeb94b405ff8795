-- A list of steps that an agent takes with one command.
create table conversation.macro (
  tenant_id uuid not null,
  macro_id uuid not null,
  -- What is typed after `/`.
  shortcut text not null check (shortcut <> ''),
  title text not null,
  -- See macros/step.ts.
  steps jsonb not null,
  -- Null: everybody's.
  owner_id uuid,
  uses int not null default 0,
  version int not null default 1,
  primary key (tenant_id, macro_id)
);
create unique index macro_shortcut on conversation.macro (tenant_id, shortcut) where owner_id is null;
create unique index macro_own on conversation.macro (tenant_id, owner_id, shortcut) where owner_id is not null;
select engine.wall('conversation.macro');

-- Every use of a macro; its id is made by the browser, so that a repetition takes no step twice.
create table conversation.macro_run (
  tenant_id uuid not null,
  run_id uuid not null,
  macro_id uuid not null,
  conversation_id uuid not null,
  ran_by text not null,
  ran_at timestamptz not null,
  primary key (tenant_id, run_id),
  foreign key (tenant_id, conversation_id) references conversation.conversation
);
select engine.wall('conversation.macro_run', 'select, insert');

-- What an agent has written and wants to be sent later.
create table conversation.scheduled_message (
  tenant_id uuid not null,
  scheduled_id uuid not null,
  conversation_id uuid not null,
  agent_id uuid not null,
  agent_name text not null,
  text text not null check (text <> ''),
  reply_to int,
  send_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'cancelled', 'failed')),
  -- The code of the refusal that kept it from being sent.
  failure text,
  -- The customer has written since: what waits may no longer fit.
  customer_wrote_at timestamptz,
  created_at timestamptz not null,
  version int not null default 1,
  primary key (tenant_id, scheduled_id),
  foreign key (tenant_id, conversation_id) references conversation.conversation
);
create index scheduled_message_open on conversation.scheduled_message (tenant_id, conversation_id)
  where state in ('waiting', 'failed');
select engine.wall('conversation.scheduled_message');

-- How a linked thing stands, in words of both languages with a shape, and where its page is; told by who linked it.
alter table conversation.link add column state jsonb, add column path text;

-- A thread beside the thread: colleagues among themselves, about one conversation. No customer ever reads it.
create table conversation.side (
  tenant_id uuid not null,
  side_id uuid not null,
  conversation_id uuid not null,
  subject text not null check (subject <> ''),
  opened_by text not null,
  last_seq int not null default 0,
  last_text text,
  last_at timestamptz not null,
  created_at timestamptz not null,
  primary key (tenant_id, side_id),
  foreign key (tenant_id, conversation_id) references conversation.conversation
);
create index side_conversation on conversation.side (tenant_id, conversation_id);
select engine.wall('conversation.side');

create table conversation.side_member (
  tenant_id uuid not null,
  side_id uuid not null,
  user_id uuid not null,
  -- How far he has read.
  read_seq int not null default 0,
  joined_at timestamptz not null,
  primary key (tenant_id, side_id, user_id),
  foreign key (tenant_id, side_id) references conversation.side
);
create index side_member_user on conversation.side_member (tenant_id, user_id);
select engine.wall('conversation.side_member');

create table conversation.side_message (
  tenant_id uuid not null,
  side_id uuid not null,
  -- 1, 2, 3 … without holes, given under the lock of the side conversation.
  seq int not null,
  -- Made by the browser: a repetition is the same message.
  source_id uuid not null,
  author_id text not null,
  author_name text not null,
  text text not null check (text <> ''),
  sent_at timestamptz not null,
  primary key (tenant_id, side_id, seq),
  foreign key (tenant_id, side_id) references conversation.side
);
create unique index side_message_source on conversation.side_message (tenant_id, side_id, source_id);
select engine.wall('conversation.side_message', 'select, insert');

-- What a page says of itself, asked once a week at most. Without a title: it says nothing, or could not be read.
create table conversation.link_preview (
  tenant_id uuid not null,
  url text not null,
  title text,
  description text,
  site text,
  fetched_at timestamptz not null,
  primary key (tenant_id, url)
);
select engine.wall('conversation.link_preview');
