-- Something that a user should know. The text is made when it is read, in the reader's language.
create table engine.notification (
  tenant_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  kind text not null,
  params jsonb not null,
  -- A path in the console.
  link text,
  -- What caused it: telling the same user the same thing again is harmless.
  source text not null,
  -- False when the user wants this kind by mail only.
  in_app boolean not null,
  created_at timestamptz not null,
  read_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, user_id, kind, source),
  foreign key (tenant_id, user_id) references engine.user_account on delete cascade
);
create index notification_unread on engine.notification (tenant_id, user_id) where read_at is null and in_app;
create index notification_of_user on engine.notification (tenant_id, user_id, id);
select engine.wall('engine.notification');

-- Where a user differs from what a kind does by itself.
create table engine.notification_preference (
  tenant_id uuid not null,
  user_id uuid not null,
  kind text not null,
  in_app boolean not null,
  mail boolean not null,
  primary key (tenant_id, user_id, kind),
  foreign key (tenant_id, user_id) references engine.user_account on delete cascade
);
select engine.wall('engine.notification_preference');

-- No mail between these local times.
create table engine.quiet_hours (
  tenant_id uuid not null,
  user_id uuid not null,
  quiet_from time not null,
  quiet_until time not null,
  zone text not null,
  primary key (tenant_id, user_id),
  foreign key (tenant_id, user_id) references engine.user_account on delete cascade
);
select engine.wall('engine.quiet_hours');

-- Every mail that was to go out, and what became of it.
create table engine.mail_out (
  tenant_id uuid not null,
  id uuid not null,
  recipient text not null,
  reply_to text,
  subject text not null,
  body_text text not null,
  body_html text,
  file_ids uuid[] not null default '{}',
  source text not null,
  state text not null check (state in ('waiting', 'sent', 'failed', 'not-configured')),
  attempts int not null default 0,
  last_error text,
  created_at timestamptz not null,
  sent_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, source)
);
create index mail_out_state on engine.mail_out (tenant_id, state, id);
select engine.wall('engine.mail_out');
