import { clock, newId, systemContext, type Context } from '#engine/kernel'
import { emit } from '#engine/events'
import { sql, type Database, type Tx } from '#engine/store'
import { faultCleared, faultRaised, healthChanged } from '../events.ts'
import { assess, CAUSES, isOver, type Assessment } from './health.ts'
import { countUnusual, lookForUnusual } from './unusual.ts'

interface Row {
  readonly deviceId: string
  readonly serial: string
  readonly customerId: string | null
  readonly siteId: string | null
  readonly personId: string | null
  readonly health: number
  readonly healthState: string
  readonly latest: Record<string, { value: number }>
  readonly monthsInUse: number
}

interface OpenFault {
  readonly faultId: string
  readonly cause: string
}

/**
 * Looks at a device's newest values: sets its health, raises the faults that have come and clears those that are over.
 * Locks the device, so that two looks at once never raise one fault twice.
 */
export async function assessDevice(tx: Tx, context: Context, deviceId: string): Promise<void> {
  const device = await lockDevice(tx, deviceId)
  if (!device) return
  await lookForUnusual(tx, context, deviceId)
  const values = await valuesOf(tx, device)
  const found = assess({ values, monthsInUse: device.monthsInUse })
  const open = await tx.all(sql<OpenFault>`
    select fault_id as "faultId", cause from fleet.fault where device_id = ${deviceId} and cleared_at is null`)
  await writeHealth(tx, context, device, found)
  for (const fault of found.faults) {
    if (!open.some(({ cause }) => cause === fault.cause.name)) await raise(tx, context, device, found, fault)
  }
  for (const fault of open) {
    const cause = CAUSES.find(({ name }) => name === fault.cause)
    const value = cause && values[cause.key]
    if (cause && value !== undefined && isOver(cause, value)) await clear(tx, context, deviceId, fault)
  }
}

async function valuesOf(tx: Tx, { deviceId, latest }: Row): Promise<Record<string, number>> {
  const measured = Object.entries(latest).map(([key, { value }]): [string, number] => [key, value])
  return { ...Object.fromEntries(measured), unusual_7d: await countUnusual(tx, deviceId) }
}

function lockDevice(tx: Tx, deviceId: string): Promise<Row | undefined> {
  return tx.find(sql<Row>`
    select device_id as "deviceId", serial, customer_id as "customerId", site_id as "siteId", person_id as "personId",
      health, health_state as "healthState", latest,
      coalesce(extract(epoch from ${clock.date()}::timestamptz - in_use_since) / 2629800, 0)::int as "monthsInUse"
    from fleet.device where device_id = ${deviceId} for update`)
}

async function writeHealth(tx: Tx, context: Context, device: Row, found: Assessment): Promise<void> {
  const { deviceId, health: before } = device
  await tx.run(sql`
    update fleet.device set health = ${found.health}, health_state = ${found.state}, assessed_at = ${clock.date()}
    where tenant_id = ${context.tenantId} and device_id = ${deviceId}`)
  if (before !== found.health || device.healthState !== found.state) {
    await emit(tx, context, healthChanged, { deviceId, before, after: found.health, state: found.state })
  }
}

async function raise(
  tx: Tx,
  context: Context,
  device: Row,
  found: Assessment,
  { cause, value }: Assessment['faults'][number],
): Promise<void> {
  const faultId = newId()
  const { deviceId, serial, customerId, siteId, personId, health } = device
  await tx.run(sql`
    insert into fleet.fault (tenant_id, fault_id, device_id, cause, severity, value, threshold, health_before, health_after, raised_at)
    values (${context.tenantId}, ${faultId}, ${deviceId}, ${cause.name}, ${cause.severity}, ${value}, ${cause.actAt},
      ${health}, ${found.health}, ${clock.date()})`)
  await emit(tx, context, faultRaised, {
    faultId,
    deviceId,
    serial,
    customerId,
    siteId,
    personId,
    cause: cause.name,
    severity: cause.severity,
    value,
    healthBefore: health,
    healthAfter: found.health,
  })
}

async function clear(tx: Tx, context: Context, deviceId: string, { faultId, cause }: OpenFault): Promise<void> {
  await tx.run(sql`
    update fleet.fault set cleared_at = ${clock.date()} where tenant_id = ${context.tenantId} and fault_id = ${faultId}`)
  await emit(tx, context, faultCleared, { faultId, deviceId, cause })
}

/** Devices that have reported since they were last looked at; what a stopped process has left behind. */
export async function assessForgotten(database: Database, limit: number): Promise<number> {
  const devices = await database.acrossTenants((tx) =>
    tx.all(sql<{ tenantId: string; deviceId: string }>`
      select tenant_id as "tenantId", device_id as "deviceId" from fleet.device
      where last_seen_at is not null and (assessed_at is null or assessed_at < last_seen_at)
        and last_seen_at < ${new Date(clock.ms() - 5000)}
      order by last_seen_at desc limit ${limit}`),
  )
  for (const { tenantId, deviceId } of devices) {
    const context = systemContext(tenantId, 'fleet.health')
    await database.withTenant(context, (tx) => assessDevice(tx, context, deviceId))
  }
  return devices.length
}
