-- Links by which somebody sets a password: an invitation, or a reset. The link holds the token, the row its hash.
create table engine.access_link (
  tenant_id uuid not null,
  link_id uuid not null,
  user_id uuid not null,
  purpose text not null check (purpose in ('invitation', 'reset')),
  token_hash bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (tenant_id, link_id),
  unique (tenant_id, token_hash),
  foreign key (tenant_id, user_id) references engine.user_account on delete cascade
);
create index access_link_of_user on engine.access_link (tenant_id, user_id);
select engine.wall('engine.access_link');

-- Where people of this company sign in elsewhere (OpenID Connect).
create table engine.oidc_provider (
  tenant_id uuid not null,
  provider_id uuid not null,
  label text not null,
  issuer text not null,
  client_id text not null,
  -- Sealed; null for a client that has none and relies on PKCE.
  client_secret text,
  scopes text not null,
  -- The role of somebody who comes for the first time; null: only known people come in.
  default_role text,
  enabled boolean not null default true,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (tenant_id, provider_id)
);
select engine.wall('engine.oidc_provider');

-- Who somebody is at a provider; the subject never changes, an e-mail address may.
create table engine.oidc_identity (
  tenant_id uuid not null,
  provider_id uuid not null,
  subject text not null,
  user_id uuid not null,
  linked_at timestamptz not null,
  primary key (tenant_id, provider_id, subject),
  foreign key (tenant_id, provider_id) references engine.oidc_provider on delete cascade,
  foreign key (tenant_id, user_id) references engine.user_account on delete cascade
);
create index oidc_identity_of_user on engine.oidc_identity (tenant_id, user_id);
select engine.wall('engine.oidc_identity');

-- The sign-in page knows no tenant yet.
create function engine.oidc_options()
returns table (tenant_id uuid, provider_id uuid, label text)
language sql stable security definer set search_path = pg_catalog as $$
  select tenant_id, provider_id, label from engine.oidc_provider where enabled order by label, provider_id
$$;
revoke execute on function engine.oidc_options from public;
grant execute on function engine.oidc_options to facet_app;
