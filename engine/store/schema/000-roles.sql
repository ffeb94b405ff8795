-- Runs at every start, as the owner of the database. Everything here may run again.

create schema if not exists engine;

-- Neither role can log in or bypass row-level security; connections of the owner take them on.
-- Roles belong to the whole server: another database of it may make the same ones at this moment.
do $$
declare
  facet_role text;
begin
  foreach facet_role in array array['facet_app', 'facet_batch'] loop
    begin
      if not exists (select from pg_roles where rolname = facet_role) then
        execute format('create role %I nologin', facet_role);
      end if;
      execute format('grant %I to %I', facet_role, current_user);
    exception
      when duplicate_object or unique_violation or insufficient_privilege then null;
    end;
  end loop;
end $$;

grant usage on schema engine to facet_app, facet_batch;

create table if not exists engine.migration (
  module text not null,
  file text not null,
  checksum text not null,
  applied_at timestamptz not null,
  primary key (module, file)
);

-- The tenant of the running transaction; null when none was set, and then no row is visible.
-- Policies spell this out: called as a function it would cost a third of the throughput.

-- Puts a table behind the tenant wall: application rows of one tenant, the owner for maintenance, nobody else.
create or replace function engine.wall(walled regclass, rights text default 'select, insert, update, delete')
returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', walled);
  execute format('alter table %s force row level security', walled);
  execute format(
    'create policy tenant on %s to facet_app
       using (tenant_id = nullif(current_setting(''facet.tenant'', true), '''')::uuid)
       with check (tenant_id = nullif(current_setting(''facet.tenant'', true), '''')::uuid)', walled);
  execute format('create policy maintenance on %s to %I using (true) with check (true)', walled, current_user);
  execute format('grant %s on %s to facet_app', rights, walled);
end $$;

-- Opens a walled table to work over all tenants (dispatcher, ingestion), for just the given rights.
create or replace function engine.open_to_batch(walled regclass, rights text)
returns void language plpgsql as $$
begin
  execute format('create policy batch on %s to facet_batch using (true) with check (true)', walled);
  execute format('grant %s on %s to facet_batch', rights, walled);
end $$;
