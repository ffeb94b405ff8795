import { newId, type Context } from '#engine/kernel'
import { importCases } from '#engine/casework'
import { sql, type Tx } from '#engine/store'
import { workOrderCase } from './work-order/work-order-type.ts'

/** The field force and its work of the last weeks, for the demo company: written at once and told to nobody. */
export interface DemoTechnician {
  readonly technicianId: string
  readonly userId: string | null
  readonly name: string
  readonly phone: string
  readonly longitude: number
  readonly latitude: number
  readonly skills: Readonly<Record<string, number>>
  readonly vanId: string
}

export interface DemoLocation {
  readonly locationId: string
  readonly kind: 'warehouse' | 'van' | 'locker'
  readonly name: string
  readonly alias: string
  readonly longitude: number | null
  readonly latitude: number | null
}

export interface DemoPart {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly priceMinor: bigint
}

export interface DemoStock {
  readonly locationId: string
  readonly partCode: string
  readonly onHand: number
  readonly reorderAt: number
}

export interface DemoVisit {
  readonly subject: string
  readonly customerId: string
  readonly siteId: string
  readonly deviceId: string | null
  readonly longitude: number
  readonly latitude: number
  readonly priority: 'p1' | 'p2' | 'p3' | 'p4'
  readonly skills: Readonly<Record<string, number>>
  readonly partCodes: readonly string[]
  readonly serviceSeconds: number
  readonly openedAt: string
  readonly dueAt: string
  /** Absent for what nobody has planned yet. */
  readonly planned?: { readonly technicianId: string; readonly startsAt: string; readonly endsAt: string } | undefined
  readonly completedAt?: string | undefined
}

export interface DemoField {
  readonly technicians: readonly DemoTechnician[]
  readonly locations: readonly DemoLocation[]
  readonly parts: readonly DemoPart[]
  readonly stock: readonly DemoStock[]
  readonly shifts: readonly {
    readonly technicianId: string
    readonly day: string
    readonly startsAt: string
    readonly endsAt: string
  }[]
  readonly visits: readonly DemoVisit[]
}

const WEIGHT = { p1: 100, p2: 60, p3: 30, p4: 10 } as const

export async function seedField(tx: Tx, context: Context, demo: DemoField): Promise<void> {
  await seedPlaces(tx, context, demo)
  await seedPeople(tx, context, demo)
  await seedVisits(tx, context, demo.visits)
}

async function seedPlaces(tx: Tx, { tenantId }: Context, { locations, parts, stock }: DemoField): Promise<void> {
  const rows = JSON.stringify(locations)
  await tx.run(sql`
    insert into field.stock_location (tenant_id, location_id, kind, name, alias, longitude, latitude, accepts_returns)
    select ${tenantId}, l."locationId", l.kind, l.name, l.alias, l.longitude, l.latitude, l.kind = 'warehouse'
    from jsonb_to_recordset(${rows}::jsonb) as l ("locationId" uuid, kind text, name text, alias text, longitude float8, latitude float8)`)
  await tx.run(sql`
    insert into field.part (tenant_id, code, name, name_en, price_minor)
    select ${tenantId}, p.code, p.name, p.name_en, p.price from unnest(${parts.map(({ code }) => code)}::text[],
      ${parts.map(({ name }) => name)}::text[], ${parts.map(({ nameEn }) => nameEn)}::text[],
      ${parts.map(({ priceMinor }) => priceMinor.toString())}::bigint[]) as p (code, name, name_en, price)`)
  await tx.run(sql`
    insert into field.stock (tenant_id, location_id, part_code, on_hand, reorder_at)
    select ${tenantId}, s."locationId", s."partCode", s."onHand", s."reorderAt"
    from jsonb_to_recordset(${JSON.stringify(stock)}::jsonb) as s ("locationId" uuid, "partCode" text, "onHand" int, "reorderAt" int)`)
}

async function seedPeople(tx: Tx, { tenantId }: Context, { technicians, shifts }: DemoField): Promise<void> {
  await tx.run(sql`
    insert into field.technician (tenant_id, technician_id, user_id, name, phone, longitude, latitude, skills, van_id)
    select ${tenantId}, t."technicianId", t."userId", t.name, t.phone, t.longitude, t.latitude, t.skills, t."vanId"
    from jsonb_to_recordset(${JSON.stringify(technicians)}::jsonb) as t ("technicianId" uuid, "userId" uuid, name text,
      phone text, longitude float8, latitude float8, skills jsonb, "vanId" uuid)`)
  await tx.run(sql`
    insert into field.shift (tenant_id, technician_id, day, starts_at, ends_at)
    select ${tenantId}, s."technicianId", s.day, s."startsAt", s."endsAt"
    from jsonb_to_recordset(${JSON.stringify(shifts)}::jsonb) as s ("technicianId" uuid, day date, "startsAt" timestamptz,
      "endsAt" timestamptz)`)
}

async function seedVisits(tx: Tx, context: Context, visits: readonly DemoVisit[]): Promise<void> {
  const orders = await importCases(tx, context, workOrderCase, visits.map(orderOf))
  const rows = visits.map((visit, index) => ({
    visitId: newId(),
    workOrderId: orders[index]!.id,
    state: stateOf(visit),
    ...visit,
    ...visit.planned,
    weight: WEIGHT[visit.priority],
  }))
  await tx.run(sql`
    insert into field.visit (tenant_id, visit_id, work_order_id, state, skills, part_codes, service_seconds, priority, due_at,
      longitude, latitude, technician_id, starts_at, ends_at, confirmed, arrived_at, completed_at, created_at)
    select ${context.tenantId}, v."visitId", v."workOrderId", v.state, v.skills, array(select jsonb_array_elements_text(v."partCodes")),
      v."serviceSeconds", v.weight, v."dueAt", v.longitude, v.latitude, v."technicianId", v."startsAt", v."endsAt",
      v."startsAt" is not null, case when v."completedAt" is not null then v."startsAt" end, v."completedAt", v."openedAt"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as v ("visitId" uuid, "workOrderId" uuid, state text, skills jsonb,
      "partCodes" jsonb, "serviceSeconds" int, weight int, "dueAt" timestamptz, longitude float8, latitude float8,
      "technicianId" uuid, "startsAt" timestamptz, "endsAt" timestamptz, "completedAt" timestamptz, "openedAt" timestamptz)`)
}

function orderOf(visit: DemoVisit) {
  const { subject, customerId, siteId, deviceId, priority, openedAt, completedAt, partCodes } = visit
  const state =
    completedAt !== undefined ? ('completed' as const) : visit.planned ? ('planned' as const) : ('requested' as const)
  return {
    subject,
    state,
    priority,
    customerId,
    siteId,
    fields: { partCodes: [...partCodes], ...(deviceId === null ? {} : { deviceId }) },
    openedAt,
    ...(completedAt === undefined ? {} : { doneAt: completedAt }),
    entries: [
      {
        kind: 'state' as const,
        actor: { kind: 'system' as const, id: 'demo', name: 'Facet' },
        at: openedAt,
        data: { act: 'open', to: 'requested' },
      },
    ],
  }
}

function stateOf({ completedAt, planned }: DemoVisit): string {
  if (completedAt !== undefined) return 'completed'
  return planned ? 'planned' : 'requested'
}
