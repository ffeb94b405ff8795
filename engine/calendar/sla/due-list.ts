import type { Context, Page } from '#engine/kernel'
import { beyond, sql, toPage, type Tx } from '#engine/store'
import type { SlaClock } from './clock.ts'
import { SHOWN } from './clock-store.ts'

export interface DueQuery {
  readonly limit: number
  readonly after?: string | undefined
  /** Running and breached ones when absent; in any case only clocks that have not stopped. */
  readonly states?: readonly ('running' | 'paused' | 'breached')[] | undefined
  readonly metrics?: readonly string[] | undefined
  /** RFC 3339: only what is due before. */
  readonly before?: string | undefined
}

/**
 * Clocks that have not stopped, the most urgent first; for walls. A clock does not know whose work it measures, so who
 * sees only the own teams' work is shown none here; the lists of the domains have their deadlines.
 */
export async function listDue(tx: Tx, { tenantId, actor }: Context, query: DueQuery): Promise<Page<SlaClock>> {
  if (actor.onlyTeams) return { items: [], next: null }
  const { limit, after, states = ['running', 'breached'], metrics = null, before = null } = query
  const rows = await tx.all(sql<SlaClock>`
    select ${SHOWN} from engine.sla_clock k
    where k.tenant_id = ${tenantId} and k.stopped_at is null and k.state = any(${states})
      and (${metrics}::text[] is null or k.metric = any(${metrics}))
      and (${before}::timestamptz is null or k.due_at < ${before})
      and ${beyond(['k.due_at', 'k.id'], after, 'asc')}
    order by k.due_at, k.id limit ${limit + 1}`)
  return toPage(rows, limit, ({ dueAt, id }) => [dueAt, id])
}
