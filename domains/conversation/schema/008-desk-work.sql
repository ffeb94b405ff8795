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
