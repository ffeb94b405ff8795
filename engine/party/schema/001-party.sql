-- Organisations are a tree; `path` holds the ids from the root down to the row itself.
create table engine.organisation (
  tenant_id uuid not null,
  id uuid not null,
  parent_id uuid,
  path uuid[] not null,
  kind text not null check (kind in ('company', 'customer', 'supplier', 'department')),
  name text not null check (name <> ''),
  -- The name in the other language, or the short one that people use.
  alias text,
  -- The id under which another system knows it.
  code text,
  phone text,
  email text,
  locale text,
  vip boolean not null default false,
  notes text,
  archived_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint organisation_parent foreign key (tenant_id, parent_id) references engine.organisation (tenant_id, id)
);
create unique index organisation_code on engine.organisation (tenant_id, code);
create index organisation_name on engine.organisation (tenant_id, name collate "zh-x-icu", id);
create index organisation_children on engine.organisation (tenant_id, parent_id);
select engine.wall('engine.organisation', 'select, insert, update');

create table engine.person (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid,
  name text not null check (name <> ''),
  alias text,
  phone text,
  email text,
  locale text,
  title text,
  vip boolean not null default false,
  notes text,
  archived_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint person_organisation foreign key (tenant_id, organisation_id)
    references engine.organisation (tenant_id, id)
);
create index person_name on engine.person (tenant_id, name collate "zh-x-icu", id);
create index person_of_organisation on engine.person (tenant_id, organisation_id);
create index person_email on engine.person (tenant_id, lower(email));
create index person_phone on engine.person (tenant_id, phone);
select engine.wall('engine.person', 'select, insert, update');

-- Under which name a channel knows a person: ('wechat', openid), ('phone', '+86 …').
create table engine.person_identity (
  tenant_id uuid not null,
  channel text not null,
  external_id text not null check (external_id <> ''),
  person_id uuid not null,
  primary key (tenant_id, channel, external_id),
  foreign key (tenant_id, person_id) references engine.person (tenant_id, id)
);
create index person_identity_person on engine.person_identity (tenant_id, person_id);
select engine.wall('engine.person_identity');

create table engine.site (
  tenant_id uuid not null,
  id uuid not null,
  organisation_id uuid not null,
  name text not null check (name <> ''),
  alias text,
  code text,
  address text not null,
  zone text not null,
  -- WGS-84, degrees.
  longitude double precision check (longitude between -180 and 180),
  latitude double precision check (latitude between -90 and 90),
  -- Opening hours.
  calendar_id uuid,
  access_notes text,
  contact_person_id uuid,
  archived_at timestamptz,
  version int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (tenant_id, id),
  constraint site_organisation foreign key (tenant_id, organisation_id) references engine.organisation (tenant_id, id),
  constraint site_contact foreign key (tenant_id, contact_person_id) references engine.person (tenant_id, id),
  constraint site_calendar foreign key (tenant_id, calendar_id) references engine.calendar (tenant_id, id),
  constraint site_coordinates check ((longitude is null) = (latitude is null))
);
create unique index site_code on engine.site (tenant_id, code);
create index site_name on engine.site (tenant_id, name collate "zh-x-icu", id);
create index site_of_organisation on engine.site (tenant_id, organisation_id);
select engine.wall('engine.site', 'select, insert, update');
