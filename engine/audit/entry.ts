import type { ActorKind } from '#engine/kernel'
import { sql } from '#engine/store'

/** One line of the trail. */
export interface AuditEntry {
  readonly id: string
  readonly at: string
  readonly action: string
  readonly subject: string
  readonly actorKind: ActorKind
  readonly actorId: string
  readonly actorName: string
  readonly address: string | null
  readonly traceId: string
  readonly before: unknown
  readonly after: unknown
}

export const ENTRY_COLUMNS = sql.raw(`e.id, e.at, e.action, e.subject, e.actor_kind as "actorKind",
  e.actor_id as "actorId", e.actor_name as "actorName", e.address, e.trace_id as "traceId", e.before, e.after`)
