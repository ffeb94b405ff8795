-- People by the beginning of their name, as it is typed. A column of its own: behind the tenants' wall PostgreSQL uses
-- an index for plain comparisons of columns, not for what a function makes of them.
alter table engine.person
  add column name_key text collate "C" generated always as (lower(name)) stored;
create index person_name_key on engine.person (tenant_id, name_key);
