import { clock, newId, type Context, type Page } from '#engine/kernel'
import { emit } from '#engine/events'
import { beyond, sql, toPage, violates, type Database, type Tx } from '#engine/store'
import { fleetRefusals } from '../errors.ts'
import { deviceRegistered, stageReached } from '../events.ts'
import { addLifeEntry } from './life.ts'
import { deviceTokenHash, newDeviceToken } from './token.ts'

export interface Device {
  readonly deviceId: string
  readonly serial: string
  readonly name: string
  readonly kind: string
  readonly brand: string
  readonly model: string
  readonly customerId: string | null
  readonly siteId: string | null
  readonly personId: string | null
  readonly agreementId: string | null
  readonly stage: Stage
  readonly health: number
  readonly healthState: string
  readonly attributes: Readonly<Record<string, unknown>>
  readonly latest: Readonly<Record<string, { value: number; at: string }>>
  readonly inUseSince: string | null
  readonly warrantyUntil: string | null
  readonly lastSeenAt: string | null
  /** It has been heard of within the last 26 hours. */
  readonly online: boolean
  readonly version: number
}

/** The life of a device, from order to the end; see `NEXT_STAGES`. */
export type Stage = keyof typeof NEXT_STAGES

export const NEXT_STAGES = {
  ordered: ['received'],
  received: ['staged', 'returning'],
  staged: ['buffer', 'shipped', 'deployed'],
  buffer: ['shipped', 'deployed', 'staged'],
  shipped: ['deployed', 'returning'],
  deployed: ['in_repair', 'returning', 'lost'],
  in_repair: ['deployed', 'buffer', 'returning'],
  returning: ['quarantined', 'lost'],
  quarantined: ['wiped'],
  wiped: ['graded'],
  graded: ['staged', 'sold', 'recycled'],
  lost: ['quarantined'],
  sold: [],
  recycled: [],
} as const satisfies Record<string, readonly string[]>

export interface NewDevice {
  readonly serial: string
  readonly name: string
  readonly kind: string
  readonly brand: string
  readonly model: string
  readonly customerId?: string | undefined
  readonly siteId?: string | undefined
  readonly personId?: string | undefined
  readonly agreementId?: string | undefined
  readonly stage?: Stage | undefined
  readonly inUseSince?: string | undefined
  readonly warrantyUntil?: string | undefined
  /** Makes a repeated registration answer the first one's device. */
  readonly source?: string | undefined
}

export interface DeviceFilter {
  readonly customerId?: string | undefined
  readonly state?: string | undefined
  readonly text?: string | undefined
  readonly limit: number
  readonly after?: string | undefined
}

const STORED = sql.raw(`device_id as "deviceId", serial, name, kind, brand, model, customer_id as "customerId",
  site_id as "siteId", person_id as "personId", agreement_id as "agreementId", stage, health,
  health_state as "healthState", attributes, latest, in_use_since as "inUseSince", warranty_until as "warrantyUntil",
  last_seen_at as "lastSeenAt", version`)

/** A device that is silent for longer than this counts as offline. */
const OFFLINE_AFTER_MS = 26 * 3600 * 1000

/** What a device is made of when it is read now. */
function columns() {
  return sql`${STORED}, ${isOnline()} as online`
}

function isOnline() {
  return sql<boolean>`coalesce(last_seen_at > ${new Date(clock.ms() - OFFLINE_AFTER_MS)}, false)`
}

/** Registers a device and answers its token, which nobody can read again. */
export async function registerDevice(
  database: Database,
  context: Context,
  device: NewDevice,
): Promise<{ deviceId: string; token: string }> {
  const deviceId = newId()
  const token = newDeviceToken()
  try {
    return await database.withTenant(context, async (tx) => {
      const known = device.source === undefined ? undefined : await findBySource(tx, context, device.source)
      if (known) return { deviceId: known, token: await replaceToken(tx, context, known) }
      await insertDevice(tx, context, deviceId, deviceTokenHash(token), device)
      await addLifeEntry(tx, context, deviceId, { kind: 'registered', detail: { stage: device.stage ?? 'deployed' } })
      await emit(tx, context, deviceRegistered, {
        deviceId,
        serial: device.serial,
        customerId: device.customerId ?? null,
      })
      return { deviceId, token }
    })
  } catch (error) {
    if (violates(error, 'device_tenant_id_serial_key')) throw fleetRefusals.serialTaken({ serial: device.serial })
    throw error
  }
}

async function findBySource(tx: Tx, { tenantId }: Context, source: string): Promise<string | undefined> {
  const row = await tx.find(sql<{ id: string }>`
    select device_id as id from fleet.device where tenant_id = ${tenantId} and source = ${source}`)
  return row?.id
}

async function insertDevice(tx: Tx, { tenantId }: Context, id: string, hash: Buffer, d: NewDevice): Promise<void> {
  await tx.run(sql`
    insert into fleet.device (tenant_id, device_id, serial, name, kind, brand, model, customer_id, site_id, person_id,
      agreement_id, stage, in_use_since, warranty_until, token_hash, source)
    values (${tenantId}, ${id}, ${d.serial}, ${d.name}, ${d.kind}, ${d.brand}, ${d.model}, ${d.customerId ?? null},
      ${d.siteId ?? null}, ${d.personId ?? null}, ${d.agreementId ?? null}, ${d.stage ?? 'deployed'},
      ${d.inUseSince ?? null}, ${d.warrantyUntil ?? null}, ${hash}, ${d.source ?? null})`)
}

/** Gives a device a new token; the old one is refused from now on. */
export async function replaceToken(tx: Tx, { tenantId }: Context, deviceId: string): Promise<string> {
  const token = newDeviceToken()
  const touched = await tx.run(sql`
    update fleet.device set token_hash = ${deviceTokenHash(token)}
    where tenant_id = ${tenantId} and device_id = ${deviceId}`)
  if (touched === 0) throw fleetRefusals.deviceNotFound()
  return token
}

export async function getDevice(tx: Tx, context: Context, deviceId: string): Promise<Device> {
  const device = await tx.find(sql<Device>`
    select ${columns()} from fleet.device where device_id = ${deviceId} and ${visibleTo(context)}`)
  if (!device) throw fleetRefusals.deviceNotFound()
  return device
}

export function findDeviceBySerial(tx: Tx, context: Context, serial: string): Promise<Device | undefined> {
  return tx.find(sql<Device>`select ${columns()} from fleet.device where serial = ${serial} and ${visibleTo(context)}`)
}

export function devicesOfPerson(tx: Tx, context: Context, personId: string): Promise<Device[]> {
  return tx.all(sql<Device>`
    select ${columns()} from fleet.device where person_id = ${personId} and ${visibleTo(context)} order by health, serial`)
}

/** Worst health first. */
export async function listDevices(tx: Tx, context: Context, filter: DeviceFilter): Promise<Page<Device>> {
  const { limit } = filter
  const pattern = `%${filter.text ?? ''}%`
  const rows = await tx.all(sql<Device>`
    select ${columns()} from fleet.device
    where ${visibleTo(context)}
      and (${filter.customerId ?? null}::uuid is null or customer_id = ${filter.customerId ?? null})
      and ${inState(filter.state)}
      and (${filter.text ?? null}::text is null or serial ilike ${pattern} or name ilike ${pattern} or model ilike ${pattern})
      and ${beyond(['health', 'device_id'], filter.after, 'asc')}
    order by health, device_id limit ${limit + 1}`)
  return toPage(rows, limit, (row) => [row.health, row.deviceId])
}

function inState(state: string | undefined) {
  if (state === undefined) return sql<boolean>`true`
  return state === 'offline' ? sql<boolean>`not ${isOnline()}` : sql<boolean>`health_state = ${state}`
}

/** Moves a device to the next stage of its life; a step that its stage does not allow is refused. */
export async function reachStage(
  tx: Tx,
  context: Context,
  deviceId: string,
  to: Stage,
  detail: object = {},
): Promise<void> {
  const { stage } = await getDevice(tx, context, deviceId)
  const allowed: readonly string[] = NEXT_STAGES[stage]
  if (!allowed.includes(to)) throw fleetRefusals.stageNotPossible({ from: stage, to })
  await tx.run(sql`
    update fleet.device set stage = ${to}, version = version + 1
    where tenant_id = ${context.tenantId} and device_id = ${deviceId}`)
  await addLifeEntry(tx, context, deviceId, { kind: 'stage', detail: { from: stage, to, ...detail } })
  await emit(tx, context, stageReached, { deviceId, from: stage, to })
}

function visibleTo({ actor }: Context) {
  return actor.customerId === undefined ? sql<boolean>`true` : sql<boolean>`customer_id = ${actor.customerId}`
}

export interface FleetCounts {
  readonly healthy: number
  readonly watch: number
  readonly act: number
  readonly offline: number
  readonly total: number
}

export function countDevices(tx: Tx, context: Context): Promise<FleetCounts> {
  return tx.one(sql<FleetCounts>`
    select count(*)::int as total,
      count(*) filter (where online and health_state = 'healthy')::int as healthy,
      count(*) filter (where online and health_state = 'watch')::int as watch,
      count(*) filter (where online and health_state = 'act')::int as act,
      count(*) filter (where not online)::int as offline
    from (select health_state, ${isOnline()} as online from fleet.device
      where ${visibleTo(context)} and stage = 'deployed') d`)
}
