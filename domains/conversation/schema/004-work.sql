-- What the bot did with each thing it was asked.
create table conversation.bot_turn (
  tenant_id uuid not null,
  conversation_id uuid not null,
  -- The last message of the customer that the turn looked at.
  asked_seq int not null,
  question text not null,
  decision text not null check (decision in ('answer', 'choices', 'hand_over', 'confirm')),
  reason text not null,
  confidence real,
  threshold real,
  article_id text,
  decided_at timestamptz not null,
  primary key (tenant_id, conversation_id, asked_seq),
  foreign key (tenant_id, conversation_id) references conversation.conversation
);
select engine.wall('conversation.bot_turn', 'select, insert');

create table conversation.canned_reply (
  tenant_id uuid not null,
  canned_reply_id uuid not null,
  -- What is typed after `/`.
  shortcut text not null check (shortcut <> ''),
  title text not null,
  text text not null,
  locale text not null,
  -- Null: everybody's.
  owner_id uuid,
  uses int not null default 0,
  version int not null default 1,
  primary key (tenant_id, canned_reply_id)
);
create unique index canned_reply_shortcut on conversation.canned_reply (tenant_id, shortcut, locale)
  where owner_id is null;
create unique index canned_reply_own on conversation.canned_reply (tenant_id, owner_id, shortcut, locale)
  where owner_id is not null;
select engine.wall('conversation.canned_reply');

create table conversation.draft (
  tenant_id uuid not null,
  conversation_id uuid not null,
  agent_id uuid not null,
  text text not null,
  internal boolean not null,
  updated_at timestamptz not null,
  primary key (tenant_id, conversation_id, agent_id)
);
select engine.wall('conversation.draft');

-- Colleagues who were asked into a conversation beside its agent.
create table conversation.participant (
  tenant_id uuid not null,
  conversation_id uuid not null,
  agent_id uuid not null,
  invited_by text not null,
  joined_at timestamptz not null,
  primary key (tenant_id, conversation_id, agent_id)
);
create index participant_agent on conversation.participant (tenant_id, agent_id);
select engine.wall('conversation.participant');

-- The platform's access token of a channel; the row lock makes one refresher of many.
create table conversation.access_token (
  tenant_id uuid not null,
  channel_id uuid not null,
  token text,
  expires_at timestamptz,
  forced_at timestamptz,
  primary key (tenant_id, channel_id)
);
select engine.wall('conversation.access_token');
