import { clock } from '#engine/kernel'
import { sql, type Database } from '#engine/store'
import type { Metrics } from './metrics.ts'
import { eventLagSeconds } from './readiness.ts'

/** What waits, and what waits for a person: events, deliveries, jobs. Read from the database when somebody looks. */
export function watchQueues(metrics: Metrics, database: Database, subscribers: readonly string[]): void {
  metrics.gauge('facet_event_lag_seconds', 'Age of the oldest event that a subscriber has not read', () =>
    eventLagSeconds(database, subscribers),
  )
  metrics.gauges({ name: 'facet_events_waiting', help: 'Events and deliveries that wait', label: 'where' }, () =>
    database.acrossTenants((tx) =>
      tx.one(sql<{ outbox: number; parked: number; dead: number }>`
        select (select count(*) from engine.outbox)::int as outbox,
          count(*) filter (where not dead)::int as parked, count(*) filter (where dead)::int as dead
        from engine.delivery`),
    ),
  )
  metrics.gauges({ name: 'facet_jobs', help: 'Jobs in the queue', label: 'state' }, () =>
    database.asOwner((tx) =>
      tx.one(sql<{ due: number; later: number; failed: number }>`
        select count(*) filter (where attempts < max_attempts and run_at <= ${clock.date()})::int as due,
          count(*) filter (where attempts < max_attempts and run_at > ${clock.date()})::int as later,
          count(*) filter (where attempts >= max_attempts)::int as failed
        from graphile_worker._private_jobs`),
    ),
  )
}
