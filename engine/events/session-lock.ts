import type pg from 'pg'
import type { Database } from '#engine/store'

/**
 * A part of the work that only one process may do at a time. The lock lives as long as its connection,
 * so a process that dies gives it up at once and another takes over.
 */
export interface SessionLocks {
  /** True while this process holds the lock of `name`. */
  hold(name: string): Promise<boolean>
  close(): Promise<void>
}

export function openSessionLocks(database: Database): SessionLocks {
  let client: Promise<pg.Client> | undefined
  const held = new Set<string>()
  let closed = false

  function connection(): Promise<pg.Client> {
    client ??= database.connect('facet_batch').then(
      (fresh) => fresh.once('end', forget),
      (error: unknown) => {
        forget()
        throw error
      },
    )
    return client
  }

  function forget(): void {
    client = undefined
    held.clear()
  }

  async function take(name: string): Promise<boolean> {
    if (closed) return false
    const current = await connection()
    if (held.has(name)) return true
    const { rows } = await current.query<{ taken: boolean }>(
      `select pg_try_advisory_lock(hashtextextended('facet ' || $1, 0)) as taken`,
      [name],
    )
    if (rows[0]?.taken) held.add(name)
    return rows[0]?.taken === true
  }

  // One question at a time: they share a connection.
  let turn: Promise<unknown> = Promise.resolve()
  return {
    hold: (name) => {
      const answer = turn.then(() => take(name))
      turn = answer.catch(() => {})
      return answer
    },
    close: async () => {
      closed = true
      await turn
      await (await client)?.end()
    },
  }
}
