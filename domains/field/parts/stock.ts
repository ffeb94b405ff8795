import { clock, newId, type Context } from '#engine/kernel'
import { emit } from '#engine/events'
import { sql, type Tx } from '#engine/store'
import { fieldRefusals } from '../errors.ts'
import { stockLow } from '../events.ts'

export interface StockLocation {
  readonly locationId: string
  readonly kind: 'warehouse' | 'van' | 'locker'
  readonly name: string
  /** The name in the other language. */
  readonly alias: string | null
  readonly longitude: number | null
  readonly latitude: number | null
  readonly opens: string
  readonly closes: string
  readonly acceptsReturns: boolean
}

export interface StockRow {
  readonly locationId: string
  readonly locationName: string
  readonly locationAlias: string | null
  readonly kind: string
  readonly partCode: string
  readonly partName: string
  readonly partNameEn: string
  readonly onHand: number
  readonly reserved: number
  readonly reorderAt: number
}

/** What a visit needs from one place. */
export interface Hold {
  readonly locationId: string
  readonly partCode: string
  readonly quantity: number
}

export interface Part {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly priceMinor: bigint
}

export async function getPart(tx: Tx, code: string): Promise<Part> {
  const part = await tx.find(sql<Part>`
    select code, name, name_en as "nameEn", price_minor as "priceMinor" from field.part where code = ${code}`)
  if (!part) throw fieldRefusals.partNotFound({ part: code })
  return part
}

export function listLocations(tx: Tx): Promise<StockLocation[]> {
  return tx.all(sql<StockLocation>`
    select location_id as "locationId", kind, name, alias, longitude, latitude, opens::text, closes::text,
      accepts_returns as "acceptsReturns"
    from field.stock_location order by kind, name collate "zh-x-icu", location_id`)
}

export function listStock(tx: Tx, partCode?: string): Promise<StockRow[]> {
  return tx.all(sql<StockRow>`
    select s.location_id as "locationId", l.name as "locationName", l.alias as "locationAlias", l.kind, s.part_code as "partCode", p.name as "partName",
      p.name_en as "partNameEn", s.on_hand as "onHand", s.reserved, s.reorder_at as "reorderAt"
    from field.stock s
    join field.stock_location l on l.tenant_id = s.tenant_id and l.location_id = s.location_id
    join field.part p on p.tenant_id = s.tenant_id and p.code = s.part_code
    where (${partCode ?? null}::text is null or s.part_code = ${partCode ?? null})
    order by s.part_code, l.kind, l.name`)
}

/**
 * Holds parts for a visit, all or none: what is free is decided here, under the row's lock, and by the table's own
 * constraint, whatever a plan has believed a minute ago.
 */
export async function holdParts(tx: Tx, context: Context, visitId: string, holds: readonly Hold[]): Promise<void> {
  for (const { locationId, partCode, quantity } of holds.toSorted(byPlace)) {
    const held = await tx.run(sql`
      update field.stock set reserved = reserved + ${quantity}
      where tenant_id = ${context.tenantId} and location_id = ${locationId} and part_code = ${partCode}
        and on_hand - reserved >= ${quantity}`)
    if (held === 0) throw fieldRefusals.partsGone({ part: partCode })
    await tx.run(sql`
      insert into field.reservation (tenant_id, reservation_id, visit_id, location_id, part_code, quantity, state, created_at)
      values (${context.tenantId}, ${newId()}, ${visitId}, ${locationId}, ${partCode}, ${quantity}, 'held', ${clock.date()})`)
  }
}

/** One order for everybody, so that two publishers never wait for each other in a circle. */
function byPlace(a: Hold, b: Hold): number {
  return `${a.locationId} ${a.partCode}` < `${b.locationId} ${b.partCode}` ? -1 : 1
}

export async function releaseParts(tx: Tx, context: Context, visitId: string): Promise<void> {
  await tx.run(sql`
    with released as (
      update field.reservation set state = 'released'
      where tenant_id = ${context.tenantId} and visit_id = ${visitId} and state = 'held'
      returning location_id, part_code, quantity
    )
    update field.stock s set reserved = s.reserved - r.quantity
    from (select location_id, part_code, sum(quantity)::int as quantity from released group by 1, 2) r
    where s.tenant_id = ${context.tenantId} and s.location_id = r.location_id and s.part_code = r.part_code`)
}

/** Books what a visit really used: first from what was held for it, the rest from the technician's van. */
export async function useParts(
  tx: Tx,
  context: Context,
  visitId: string,
  vanId: string | null,
  used: readonly { code: string; quantity: number }[],
): Promise<void> {
  for (const { code, quantity } of used) {
    const held = await tx.all(sql<{ reservationId: string; locationId: string; quantity: number }>`
      select reservation_id as "reservationId", location_id as "locationId", quantity from field.reservation
      where visit_id = ${visitId} and part_code = ${code} and state = 'held' order by reservation_id`)
    let left = quantity
    for (const { reservationId, locationId, quantity: reserved } of held) {
      const taken = Math.min(left, reserved)
      left -= taken
      await takeOut(tx, context, { locationId, partCode: code, quantity: taken }, reserved, `field.visit:${visitId}`)
      await tx.run(sql`
        update field.reservation set state = 'used' where tenant_id = ${context.tenantId} and reservation_id = ${reservationId}`)
    }
    if (left > 0 && vanId !== null)
      await takeOut(tx, context, { locationId: vanId, partCode: code, quantity: left }, 0, `field.visit:${visitId}`)
  }
  await releaseParts(tx, context, visitId)
}

async function takeOut(
  tx: Tx,
  context: Context,
  { locationId, partCode, quantity }: Hold,
  reserved: number,
  reference: string,
): Promise<void> {
  const row = await tx.find(sql<{ free: number; reorderAt: number; name: string }>`
    update field.stock s set on_hand = s.on_hand - ${quantity}, reserved = s.reserved - ${reserved}
    from field.stock_location l
    where s.tenant_id = ${context.tenantId} and s.location_id = ${locationId} and s.part_code = ${partCode}
      and l.tenant_id = s.tenant_id and l.location_id = s.location_id and s.on_hand >= ${quantity}
    returning s.on_hand - s.reserved as free, s.reorder_at as "reorderAt", l.name`)
  if (!row) throw fieldRefusals.partsGone({ part: partCode })
  await tx.run(sql`
    insert into field.stock_movement (tenant_id, movement_id, location_id, part_code, quantity, reason, reference, at)
    values (${context.tenantId}, ${newId()}, ${locationId}, ${partCode}, ${-quantity}, 'used', ${reference}, ${clock.date()})`)
  if (row.free <= row.reorderAt) {
    await emit(tx, context, stockLow, { locationId, locationName: row.name, partCode, free: row.free })
  }
}
