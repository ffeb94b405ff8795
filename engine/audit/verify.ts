import type { Context } from '#engine/kernel'
import { sql, type Database } from '#engine/store'
import { nextLink, ORIGIN, type Link } from './chain.ts'
import { ENTRY_COLUMNS, type AuditEntry } from './entry.ts'

export interface Unchained {
  readonly count: number
  /** RFC 3339; entries get their link within a second or so of their commit. */
  readonly oldestAt: string | null
}

/** What a walk along a tenant's chain has found. */
export type Verification =
  | {
      readonly intact: true
      readonly links: number
      /** Write it down elsewhere: given as `anchor` to a later walk, it also proves that the end was not cut off. */
      readonly head: Link | null
      readonly unchained: Unchained
    }
  | { readonly intact: false; readonly links: number; readonly broken: Break; readonly unchained: Unchained }

export interface Break {
  readonly seq: bigint
  readonly reason: 'entry-changed' | 'entry-missing' | 'link-missing' | 'anchor-missing'
  readonly entryId: string | null
}

type LinkedEntry = Omit<AuditEntry, 'id'> & { id: string | null; seq: bigint; hash: string; entryId: string }

const PAGE = 1000

/** Recomputes every link of the tenant's chain and answers the first one that does not hold. */
export async function verifyAudit(
  database: Database,
  context: Pick<Context, 'tenantId'>,
  anchor?: Link,
): Promise<Verification> {
  const unchained = await countUnchained(database, context)
  let head = ORIGIN
  let anchored = anchor === undefined
  for (;;) {
    const page = await readChain(database, context, head.seq)
    for (const row of page) {
      const link = nextLink(head, entryOf(row))
      const reason = breakOf(row, link)
      if (reason) return broken(head, { seq: link.seq, reason, entryId: row.entryId }, unchained)
      head = link
      if (anchor && link.seq === anchor.seq) anchored = link.hash === anchor.hash
    }
    if (page.length < PAGE) break
  }
  if (!anchored) return broken(head, { seq: anchor!.seq, reason: 'anchor-missing', entryId: null }, unchained)
  return { intact: true, links: Number(head.seq), head: head === ORIGIN ? null : head, unchained }
}

function breakOf(row: LinkedEntry, link: Link): Break['reason'] | undefined {
  if (row.seq !== link.seq) return 'link-missing'
  if (row.id === null) return 'entry-missing'
  return row.hash === link.hash ? undefined : 'entry-changed'
}

function broken(head: Link, found: Break, unchained: Unchained): Verification {
  return { intact: false, links: Number(head.seq), broken: found, unchained }
}

function entryOf({ seq: _seq, hash: _hash, entryId, ...entry }: LinkedEntry): AuditEntry {
  return { ...entry, id: entryId }
}

function readChain(database: Database, context: Pick<Context, 'tenantId'>, after: bigint): Promise<LinkedEntry[]> {
  return database.withTenant(context, (tx) =>
    tx.all(sql<LinkedEntry>`
      select l.seq, l.hash, l.entry_id as "entryId", ${ENTRY_COLUMNS} from (
        select seq, hash, entry_id from engine.audit_link
        where tenant_id = ${context.tenantId} and seq > ${after} order by seq limit ${PAGE}) l
      left join lateral (
        select * from engine.audit_entry where tenant_id = ${context.tenantId} and id = l.entry_id limit 1) e on true
      order by l.seq`),
  )
}

/** An entry without a link is one that came a moment ago, or one that somebody wrote past the application. */
function countUnchained(database: Database, context: Pick<Context, 'tenantId'>): Promise<Unchained> {
  return database.withTenant(context, (tx) =>
    tx.one(sql<Unchained>`
      select count(*)::int as count, min(e.at) as "oldestAt" from engine.audit_entry e
      where e.tenant_id = ${context.tenantId} and not exists (
        select from engine.audit_link l where l.tenant_id = e.tenant_id and l.entry_id = e.id)`),
  )
}
