create table engine.user_account (
  tenant_id uuid not null,
  user_id uuid not null,
  -- What is typed at sign-in, in lower case: usually the e-mail address.
  login text not null check (login = lower(login)),
  name text not null,
  email text,
  locale text not null default 'zh-CN',
  roles text[] not null,
  -- For a user of a customer: the only organisation whose rows are visible.
  customer_id uuid,
  password_hash text,
  -- Sealed; asked for at sign-in once confirmed.
  totp_secret text,
  totp_confirmed_at timestamptz,
  failed_attempts int not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  -- The sentence under a one-click login of the demo company; null for real users.
  demo_face text,
  version int not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant_id, user_id),
  unique (tenant_id, login)
);
create index user_account_login on engine.user_account (login);
select engine.wall('engine.user_account');

create table engine.team (
  tenant_id uuid not null,
  team_id uuid not null,
  name text not null,
  version int not null default 1,
  primary key (tenant_id, team_id),
  unique (tenant_id, name)
);
select engine.wall('engine.team');

create table engine.team_member (
  tenant_id uuid not null,
  team_id uuid not null,
  user_id uuid not null,
  primary key (tenant_id, team_id, user_id),
  foreign key (tenant_id, team_id) references engine.team on delete cascade,
  foreign key (tenant_id, user_id) references engine.user_account on delete cascade
);
create index team_member_user on engine.team_member (tenant_id, user_id);
select engine.wall('engine.team_member');

-- The browser holds the token; the database only its hash.
create table engine.session (
  tenant_id uuid not null,
  session_id uuid not null,
  user_id uuid not null,
  token_hash bytea not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  address text,
  device text,
  primary key (tenant_id, session_id),
  unique (tenant_id, token_hash),
  foreign key (tenant_id, user_id) references engine.user_account on delete cascade
);
create index session_of_user on engine.session (tenant_id, user_id);
select engine.wall('engine.session');

create table engine.api_key (
  tenant_id uuid not null,
  key_id uuid not null,
  name text not null,
  secret_hash bytea not null,
  roles text[] not null,
  customer_id uuid,
  created_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (tenant_id, key_id),
  unique (tenant_id, secret_hash)
);
select engine.wall('engine.api_key');

-- Sign-in knows a login before it knows a tenant. These are the only questions that cross the wall here.
create function engine.find_logins(asked text)
returns table (tenant_id uuid, user_id uuid)
language sql stable security definer set search_path = pg_catalog as $$
  select tenant_id, user_id from engine.user_account where login = lower(asked) and disabled_at is null
$$;

create function engine.demo_logins()
returns table (tenant_id uuid, tenant_name text, login text, name text, roles text[], face text)
language sql stable security definer set search_path = pg_catalog as $$
  select u.tenant_id, t.name, u.login, u.name, u.roles, u.demo_face
  from engine.user_account u join engine.tenant t using (tenant_id)
  where t.demo and u.demo_face is not null and u.disabled_at is null
  order by u.created_at, u.user_id
$$;

revoke execute on function engine.find_logins, engine.demo_logins from public;
grant execute on function engine.find_logins, engine.demo_logins to facet_app;
