import type { Context, Page } from '#engine/kernel'
import { beyond, sql, toPage, type Database } from '#engine/store'
import { ENTRY_COLUMNS, type AuditEntry } from './entry.ts'

export interface AuditFilter {
  readonly subject?: string | undefined
  readonly actorId?: string | undefined
  /** An action or the beginning of one: `desk.` finds all of desk. */
  readonly action?: string | undefined
  /** Half-open [from, to), RFC 3339. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly limit: number
  readonly after?: string | undefined
}

/** The trail, newest first. */
export function listAudit(database: Database, context: Context, filter: AuditFilter): Promise<Page<AuditEntry>> {
  const { subject = null, actorId = null, action = null, from = null, to = null, limit, after } = filter
  return database.withTenant(context, async (tx) => {
    const rows = await tx.all(sql<AuditEntry>`
      select ${ENTRY_COLUMNS} from engine.audit_entry e
      where (${subject}::text is null or e.subject = ${subject})
        and (${actorId}::text is null or e.actor_id = ${actorId})
        and (${action}::text is null or starts_with(e.action, ${action}))
        and (${from}::timestamptz is null or e.at >= ${from}) and (${to}::timestamptz is null or e.at < ${to})
        and ${beyond(['e.id'], after, 'desc')}
      order by e.id desc limit ${limit + 1}`)
    return toPage(rows, limit, ({ id }) => [id])
  })
}
