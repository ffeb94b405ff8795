-- The application may add and remove jobs, and nothing else in the queue's own schema.
create function engine.add_job(job text, payload json, run_at timestamptz, attempts_max int, job_key text)
returns void language sql security definer set search_path = pg_catalog as $$
  select graphile_worker.add_job(
    identifier => job, payload => payload, run_at => run_at, max_attempts => attempts_max, job_key => job_key,
    job_key_mode => 'replace')
$$;

create function engine.remove_job(job_key text)
returns void language sql security definer set search_path = pg_catalog as $$
  select graphile_worker.remove_job(job_key)
$$;

revoke execute on function engine.add_job, engine.remove_job from public;
grant execute on function engine.add_job, engine.remove_job to facet_app, facet_batch;

-- When each tenant's schedules run next, computed in the tenant's zone.
create table engine.schedule (
  tenant_id uuid not null,
  name text not null,
  next_at timestamptz not null,
  primary key (tenant_id, name)
);
create index schedule_due on engine.schedule (next_at);
select engine.wall('engine.schedule', 'select');
select engine.open_to_batch('engine.schedule', 'select, insert, update, delete');
