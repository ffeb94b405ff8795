import { clock, newId, type Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'

/** One step in the life of a device, for the chain of custody. */
export interface LifeEntry {
  readonly entryId: string
  readonly kind: string
  readonly actor: string
  readonly detail: Readonly<Record<string, unknown>>
  readonly at: string
}

/** Adds an entry; the same `source` again adds nothing and answers false. */
export async function addLifeEntry(
  tx: Tx,
  context: Context,
  deviceId: string,
  entry: { kind: string; detail: object; source?: string | undefined },
): Promise<boolean> {
  const added = await tx.run(sql`
    insert into fleet.life_entry (tenant_id, device_id, entry_id, kind, actor, detail, source, at)
    values (${context.tenantId}, ${deviceId}, ${newId()}, ${entry.kind}, ${context.actor.name},
      ${JSON.stringify(entry.detail)}, ${entry.source ?? null}, ${clock.date()})
    on conflict do nothing`)
  return added > 0
}

/** Newest first. */
export function lifeOf(tx: Tx, deviceId: string, limit: number): Promise<LifeEntry[]> {
  return tx.all(sql<LifeEntry>`
    select entry_id as "entryId", kind, actor, detail, at from fleet.life_entry
    where device_id = ${deviceId} order by entry_id desc limit ${limit}`)
}
