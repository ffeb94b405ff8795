-- A tenant is one company that uses this installation; everything else belongs to exactly one.
create table engine.tenant (
  tenant_id uuid primary key,
  name text not null check (name <> ''),
  -- IANA zone and locale of the company; people, sites and customers may differ.
  zone text not null default 'Asia/Shanghai',
  locale text not null default 'zh-CN',
  currency text not null default 'CNY',
  demo boolean not null default false,
  settings jsonb not null default '{}',
  version int not null default 1,
  created_at timestamptz not null default now()
);
select engine.wall('engine.tenant');
-- Schedules and the dispatcher go through all tenants.
select engine.open_to_batch('engine.tenant', 'select');

-- Numbers without gaps, for example INC-2026-000123: the row lock of a series makes its callers wait in line.
create table engine.number_series (
  tenant_id uuid not null,
  series text not null,
  year int not null,
  last int not null,
  primary key (tenant_id, series, year)
);
select engine.wall('engine.number_series');
