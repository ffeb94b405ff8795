/** What a person types to find a visit or a part again: a number, a code, some words. Answers are few on purpose. */
import type { Context } from '#engine/kernel'
import { listCases } from '#engine/casework'
import { sql, type Tx } from '#engine/store'
import { visitsOfWorkOrders, type Visit } from '../visit/visit.ts'
import { workOrderCase } from './work-order-type.ts'

export interface FindQuery {
  readonly text: string
  readonly limit: number
}

/** Of each work order the visit that comes, or else the last one. */
export async function findVisits(tx: Tx, context: Context, { text, limit }: FindQuery): Promise<Visit[]> {
  const { items } = await listCases(tx, context, workOrderCase, { text, limit })
  const visits = await visitsOfWorkOrders(
    tx,
    items.map(({ id }) => id),
  )
  const byOrder = Map.groupBy(visits, ({ workOrderId }) => workOrderId)
  return items.flatMap(({ id }) => byOrder.get(id)?.at(-1) ?? [])
}

export interface FoundPart {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  /** On hand and promised to nobody, in all places. */
  readonly free: number
  readonly places: number
}

export function findParts(tx: Tx, { tenantId }: Context, { text, limit }: FindQuery): Promise<FoundPart[]> {
  const words = text.toLowerCase()
  return tx.all(sql<FoundPart>`
    select p.code, p.name, p.name_en as "nameEn", s.free, s.places
    from (
      select code, name, name_en from field.part
      where tenant_id = ${tenantId}
        and (starts_with(lower(code), ${words}) or position(${words} in lower(name)) > 0
          or position(${words} in lower(name_en)) > 0)
      order by code limit ${limit}) p,
    lateral (
      select coalesce(sum(on_hand - reserved), 0)::int as free, count(*)::int as places from field.stock
      where tenant_id = ${tenantId} and part_code = p.code) s
    order by p.code`)
}
