import { sql, type Tx } from '#engine/store'
import type { Visit } from './visit.ts'

/** A visit with everything that is needed to do it where there is no network. */
export interface VisitSheet extends Visit {
  readonly instructions: string | null
  readonly checklist: readonly string[]
  readonly site: { readonly name: string; readonly address: string; readonly accessNotes: string | null } | null
  readonly person: { readonly name: string; readonly phone: string | null } | null
  readonly technicianName: string | null
  readonly holds: readonly VisitHold[]
}

/** A part that is promised to a visit, or was used there, and where it comes from. */
export interface VisitHold {
  readonly visitId: string
  readonly locationId: string
  readonly locationName: string
  /** The name in the other language. */
  readonly locationAlias: string | null
  readonly locationKind: 'warehouse' | 'van' | 'locker'
  readonly partCode: string
  readonly partName: string
  readonly partNameEn: string
  readonly quantity: number
  readonly state: 'held' | 'used'
}

type Surroundings = Omit<VisitSheet, keyof Visit | 'holds'>

export async function sheetsOf(tx: Tx, visits: readonly Visit[]): Promise<VisitSheet[]> {
  const ids = visits.map(({ visitId }) => visitId)
  const surroundings = await surroundingsOf(tx, ids)
  const holds = Map.groupBy(await holdsOfVisits(tx, ids), ({ visitId }) => visitId)
  return visits.map((visit) => ({
    ...visit,
    ...surroundings.get(visit.visitId)!,
    holds: holds.get(visit.visitId) ?? [],
  }))
}

export function holdsOfVisits(tx: Tx, visitIds: readonly string[]): Promise<VisitHold[]> {
  return tx.all(sql<VisitHold>`
    select r.visit_id as "visitId", r.location_id as "locationId", l.name as "locationName", l.alias as "locationAlias", l.kind as "locationKind",
      r.part_code as "partCode", p.name as "partName", p.name_en as "partNameEn", r.quantity, r.state
    from field.reservation r
    join field.stock_location l on l.tenant_id = r.tenant_id and l.location_id = r.location_id
    join field.part p on p.tenant_id = r.tenant_id and p.code = r.part_code
    where r.visit_id = any(${[...visitIds]}::uuid[]) and r.state in ('held', 'used')
    order by r.visit_id, r.part_code, l.name`)
}

async function surroundingsOf(tx: Tx, visitIds: readonly string[]): Promise<Map<string, Surroundings>> {
  const rows = await tx.all(sql<Surroundings & { visitId: string }>`
    select v.visit_id as "visitId", c.data->>'instructions' as instructions,
      coalesce(c.data->'checklist', '[]'::jsonb) as checklist, t.name as "technicianName",
      case when s.id is not null then
        jsonb_build_object('name', s.name, 'address', s.address, 'accessNotes', s.access_notes) end as site,
      case when p.id is not null then jsonb_build_object('name', p.name, 'phone', p.phone) end as person
    from field.visit v
    join engine.case c on c.tenant_id = v.tenant_id and c.id = v.work_order_id
    left join engine.site s on s.tenant_id = c.tenant_id and s.id = c.site_id
    left join engine.person p on p.tenant_id = c.tenant_id and p.id = c.person_id
    left join field.technician t on t.tenant_id = v.tenant_id and t.technician_id = v.technician_id
    where v.visit_id = any(${[...visitIds]}::uuid[])`)
  return new Map(rows.map(({ visitId, ...rest }) => [visitId, rest]))
}
