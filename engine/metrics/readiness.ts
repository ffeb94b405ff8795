import { clock } from '#engine/kernel'
import { readMigrations, sql, type Database, type SchemaModule } from '#engine/store'

/** One thing that must be so before this process takes requests. */
export interface ReadinessCheck {
  readonly name: string
  /** Resolves with a word about it; rejects with the reason why it is not ready. */
  check(): Promise<string>
}

export interface Readiness {
  readonly ready: boolean
  readonly checks: readonly { readonly name: string; readonly ready: boolean; readonly detail: string }[]
}

/** A check that does not answer is not ready. */
const TIMEOUT_MS = 2000

export async function readinessOf(checks: readonly ReadinessCheck[]): Promise<Readiness> {
  const results = await Promise.all(
    checks.map(({ name, check }) =>
      withTimeout(check()).then(
        (detail) => ({ name, ready: true, detail }),
        (error: unknown) => ({ name, ready: false, detail: error instanceof Error ? error.message : String(error) }),
      ),
    ),
  )
  return { ready: results.every(({ ready }) => ready), checks: results }
}

function withTimeout(answer: Promise<string>): Promise<string> {
  const late = new Promise<string>((_resolve, reject) => {
    setTimeout(() => reject(new Error('does not answer in time')), TIMEOUT_MS).unref()
  })
  return Promise.race([answer, late])
}

export function databaseAnswers(database: Database): ReadinessCheck {
  return {
    name: 'database',
    check: async () => {
      await database.acrossTenants((tx) => tx.one(sql`select 1`))
      return 'answers'
    },
  }
}

/** A newer process may have migrated further; what this one needs must be there. */
export function migrationsComplete(database: Database, modules: readonly SchemaModule[]): ReadinessCheck {
  const wanted = modules.flatMap(readMigrations).map(({ module, file }) => `${module}/${file}`)
  return {
    name: 'migrations',
    check: async () => {
      const rows = await database.asOwner((tx) =>
        tx.all(sql<{ name: string }>`select module || '/' || file as name from engine.migration`),
      )
      const applied = new Set(rows.map(({ name }) => name))
      const missing = wanted.filter((name) => !applied.has(name))
      if (missing.length > 0) throw new Error(`missing: ${missing.join(', ')}`)
      return `${wanted.length} applied`
    },
  }
}

/** The events reach every named subscriber: none waits longer than `secondsMax`. */
export function eventsKeepUp(database: Database, subscribers: readonly string[], secondsMax: number): ReadinessCheck {
  return {
    name: 'events',
    check: async () => {
      const lag = Math.round(await eventLagSeconds(database, subscribers))
      if (lag > secondsMax) throw new Error(`${lag} s behind, at most ${secondsMax}`)
      return `${lag} s behind`
    },
  }
}

/** Age of the oldest event that is not in the log yet, or that one of the subscribers has not read. */
export async function eventLagSeconds(database: Database, subscribers: readonly string[]): Promise<number> {
  const { oldest } = await database.acrossTenants((tx) =>
    tx.one(sql<{ oldest: string | null }>`
      select least(
        (select occurred_at from engine.outbox order by position limit 1),
        (select min(unread.occurred_at) from engine.subscription s cross join lateral (
          select occurred_at from engine.event where seq > s.seq order by seq limit 1) unread
        where s.subscriber = any(${[...subscribers]}))) as oldest`),
  )
  return oldest === null ? 0 : Math.max(0, (clock.ms() - Date.parse(oldest)) / 1000)
}
