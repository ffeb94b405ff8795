/**
 * Jobs that a process had begun when it died go on in another within seconds; the queue by itself would hold them for
 * four hours. A process shows that it lives by a lock of its database session, which ends with the process.
 */
import type pg from 'pg'
import { startLoop, type Loop, type SessionLocks } from '#engine/events'

export const RESCUE_POLL_MS = 2000

/** `id` is the process's own name in the queue. */
export function startRescue(pool: pg.Pool, locks: SessionLocks, id: string): Loop {
  // A process takes its first jobs a moment before its lock: whoever seems dead gets a second look.
  let suspects = new Set<string>()
  return startLoop('rescued jobs', RESCUE_POLL_MS, async () => {
    await locks.hold(nameOf(id))
    const { rows } = await pool.query<{ holder: string }>(
      `select distinct locked_by as holder from graphile_worker._private_jobs where locked_by <> $1`,
      [id],
    )
    const holders = rows.map(({ holder }) => holder)
    for (const holder of holders) {
      if (suspects.has(holder) && (await locks.hold(nameOf(holder)))) {
        await pool.query('select graphile_worker.force_unlock_workers($1)', [[holder]])
      }
    }
    suspects = new Set(holders)
    return false
  })
}

function nameOf(id: string): string {
  return `jobs of ${id}`
}
