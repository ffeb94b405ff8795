/**
 * The hot path: values of all tenants' devices arrive one message at a time and share commits.
 * A message is acknowledged only after its commit; a repetition of it changes nothing (one row per key and instant).
 */
import { groupCommit, sql, type Database, type GroupCommit, type Tx } from '#engine/store'
import type { Point } from './payload.ts'

export interface KnownDevice {
  readonly tenantId: string
  readonly deviceId: string
}

export interface Batch {
  readonly device: KnownDevice
  readonly points: readonly Point[]
}

export interface Ingestion {
  /** Resolves after the commit. */
  store(batch: Batch): Promise<void>
  readonly waiting: number
  drain(): Promise<void>
}

export function startIngestion(database: Database, onStored: (devices: readonly KnownDevice[]) => void): Ingestion {
  const commits: GroupCommit<Batch, void> = groupCommit(async (batches) => {
    await database.acrossTenants(async (tx) => {
      await Promise.all([insertPoints(tx, batches), updateLatest(tx, batches)])
    })
    onStored(batches.map(({ device }) => device))
    return batches.map(() => undefined)
  })
  return {
    store: (batch) => commits.add(batch),
    get waiting() {
      return commits.waiting
    },
    drain: () => commits.drain(),
  }
}

interface Columns {
  readonly tenants: string[]
  readonly devices: string[]
  readonly keys: string[]
  readonly times: Date[]
  readonly values: number[]
}

function columnsOf(batches: readonly Batch[]): Columns {
  const columns: Columns = { tenants: [], devices: [], keys: [], times: [], values: [] }
  for (const { device, points } of batches) {
    for (const { key, atMs, value } of points) {
      columns.tenants.push(device.tenantId)
      columns.devices.push(device.deviceId)
      columns.keys.push(key)
      columns.times.push(new Date(atMs))
      columns.values.push(value)
    }
  }
  return columns
}

async function insertPoints(tx: Tx, batches: readonly Batch[]): Promise<void> {
  const { tenants, devices, keys, times, values } = columnsOf(batches)
  await tx.run(sql`
    insert into fleet.telemetry (tenant_id, device_id, key, at, value)
    select * from unnest(${tenants}::uuid[], ${devices}::uuid[], ${keys}::text[], ${times}::timestamptz[], ${values}::float8[])
    on conflict do nothing`)
}

/** Devices are updated in the order of their ids, so that two batches never wait for each other in a circle. */
async function updateLatest(tx: Tx, batches: readonly Batch[]): Promise<void> {
  const newest = new Map<
    string,
    { device: KnownDevice; atMs: number; latest: Record<string, { value: number; at: string }> }
  >()
  for (const { device, points } of batches) {
    const entry = newest.get(device.deviceId) ?? { device, atMs: 0, latest: {} }
    for (const { key, atMs, value } of points) {
      entry.atMs = Math.max(entry.atMs, atMs)
      entry.latest[key] = { value, at: new Date(atMs).toISOString() }
    }
    newest.set(device.deviceId, entry)
  }
  const entries = [...newest.values()].sort((a, b) => (a.device.deviceId < b.device.deviceId ? -1 : 1))
  await tx.run(sql`
    update fleet.device d set latest = d.latest || n.latest,
      last_seen_at = greatest(d.last_seen_at, n.at)
    from unnest(${entries.map(({ device }) => device.tenantId)}::uuid[], ${entries.map(({ device }) => device.deviceId)}::uuid[],
      ${entries.map(({ latest }) => JSON.stringify(latest))}::jsonb[],
      ${entries.map(({ atMs }) => new Date(atMs))}::timestamptz[]) as n (tenant_id, device_id, latest, at)
    where d.tenant_id = n.tenant_id and d.device_id = n.device_id`)
}
