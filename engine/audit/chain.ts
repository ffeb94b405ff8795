/**
 * The chain that makes the trail tamper-evident: link n holds a hash over its entry and over link n − 1, so an entry
 * that is changed, removed or slipped in later breaks every link after it. Links are forged right after the commit,
 * in batches, by whichever process holds the lock; a business transaction never waits for another one's entry.
 */
import { createHash } from 'node:crypto'
import { openSessionLocks, startLoop, type Loop } from '#engine/events'
import { sql, type Database, type Tx } from '#engine/store'
import { canonicalJson } from './canonical.ts'
import { ENTRY_COLUMNS, type AuditEntry } from './entry.ts'

export interface AuditChain {
  /** Resolves when every committed entry has its link. */
  settled(): Promise<void>
  stop(): Promise<void>
}

const BATCH = 500
const running = new Set<Loop>()

export function startAuditChain(database: Database, pollMs = 1000): AuditChain {
  const locks = openSessionLocks(database)
  const loop = startLoop('audit', pollMs, async () => {
    if (!(await locks.hold('audit'))) return false
    return (await database.acrossTenants(linkTail)) === BATCH
  })
  running.add(loop)
  return {
    settled: loop.run,
    stop: async () => {
      running.delete(loop)
      await loop.stop()
      await locks.close()
    },
  }
}

export function wakeChains(): void {
  for (const loop of running) loop.wake()
}

export interface Link {
  readonly seq: bigint
  readonly hash: string
}

/** What a chain begins with. */
export const ORIGIN: Link = { seq: 0n, hash: '' }

/** The link that follows `previous` for this entry. */
export function nextLink(previous: Link, entry: AuditEntry): Link {
  const seq = previous.seq + 1n
  const text = canonicalJson({ seq: seq.toString(), previous: previous.hash, entry })
  return { seq, hash: createHash('sha256').update(text).digest('hex') }
}

type TailEntry = AuditEntry & { readonly tenantId: string }

/** Links the oldest entries of the tail and answers how many there were. */
async function linkTail(tx: Tx): Promise<number> {
  const tail = await tx.all(sql<TailEntry>`
    select t.tenant_id as "tenantId", ${ENTRY_COLUMNS} from engine.audit_tail t
    join engine.audit_entry e on e.tenant_id = t.tenant_id and e.id = t.entry_id
    order by t.position limit ${BATCH}`)
  if (tail.length === 0) return 0
  const heads = await readHeads(tx, [...new Set(tail.map(({ tenantId }) => tenantId))])
  const links = tail.map(({ tenantId, ...entry }) => {
    const link = nextLink(heads.get(tenantId) ?? ORIGIN, entry)
    heads.set(tenantId, link)
    return link
  })
  await keepLinks(tx, tail, links)
  return tail.length
}

async function readHeads(tx: Tx, tenantIds: readonly string[]): Promise<Map<string, Link>> {
  const rows = await tx.all(sql<Link & { tenantId: string }>`
    select t.id as "tenantId", l.seq, l.hash from unnest(${tenantIds}::uuid[]) as t (id)
    cross join lateral (
      select seq, hash from engine.audit_link where tenant_id = t.id order by seq desc limit 1) l`)
  return new Map(rows.map(({ tenantId, seq, hash }) => [tenantId, { seq, hash }]))
}

async function keepLinks(tx: Tx, tail: readonly TailEntry[], links: readonly Link[]): Promise<void> {
  const tenantIds = tail.map(({ tenantId }) => tenantId)
  const entryIds = tail.map(({ id }) => id)
  await tx.run(sql`
    insert into engine.audit_link (tenant_id, entry_id, seq, hash)
    select * from unnest(${tenantIds}::uuid[], ${entryIds}::uuid[], ${links.map(({ seq }) => seq)}::bigint[],
      ${links.map(({ hash }) => hash)}::text[])`)
  await tx.run(sql`
    delete from engine.audit_tail t using unnest(${tenantIds}::uuid[], ${entryIds}::uuid[]) as linked (tenant_id, id)
    where t.tenant_id = linked.tenant_id and t.entry_id = linked.id`)
}
