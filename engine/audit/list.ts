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
  const { limit, after } = filter
  return database.withTenant(context, async (tx) => {
    const rows = await tx.all(sql<AuditEntry>`
      select ${ENTRY_COLUMNS} from engine.audit_entry e
      where e.tenant_id = ${context.tenantId} and ${conditionsOf(filter)} and ${beyond(['e.id'], after, 'desc')}
      order by e.id desc limit ${limit + 1}`)
    return toPage(rows, limit, ({ id }) => [id])
  })
}

/** Only what is asked for stands in the query: a condition that may be absent would hide the index of the others. */
function conditionsOf({ subject, actorId, action, from, to }: AuditFilter) {
  const conditions = [
    ...(subject === undefined ? [] : [sql`e.subject = ${subject}`]),
    ...(actorId === undefined ? [] : [sql`e.actor_id = ${actorId}`]),
    ...(action === undefined ? [] : [sql`starts_with(e.action, ${action})`]),
    ...(from === undefined ? [] : [sql`e.at >= ${from}::timestamptz`]),
    ...(to === undefined ? [] : [sql`e.at < ${to}::timestamptz`]),
  ]
  return sql`${sql.join([sql`true`, ...conditions], sql` and `)}`
}
