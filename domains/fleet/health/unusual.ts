/**
 * The streaming detector looks at what devices measure often. What it finds is no fault by itself: it is told, stands
 * in the device's life, and takes points from its health for a week, so that the device is watched.
 */
import { clock, type Context } from '#engine/kernel'
import { emit } from '#engine/events'
import { sql, type Tx } from '#engine/store'
import { ALARM_SCORE, newDetector, observe, type Detector } from '../detection/index.ts'
import { addLifeEntry } from '../device/life.ts'
import { anomalyFound } from '../events.ts'

/** Values that move from hour to hour; what only wears is judged by its limits. */
const WATCHED = ['cpu_temperature', 'disk_write_errors', 'disk_latency_ms', 'network_errors', 'boot_seconds']
const REMEMBERED_DAYS = 7
/** Rows taken in at one look; what is left is taken in at the next. */
const ROWS_MAX = 2000

interface Row {
  readonly key: string
  readonly at: string
  readonly value: number
}

/** Takes in what was measured since the last look; the device's row is locked by the caller. */
export async function lookForUnusual(tx: Tx, context: Context, deviceId: string): Promise<void> {
  const stored = await tx.all(sql<{ key: string; state: Detector }>`
    select key, state from fleet.detector where device_id = ${deviceId}`)
  const detectors = new Map(stored.map(({ key, state }) => [key, state]))
  const rows = await newRows(tx, deviceId, detectors)
  for (const { key, at, value } of rows) {
    const detector = detectors.get(key) ?? newDetector()
    detectors.set(key, detector)
    const score = observe(detector, Date.parse(at) / 1000, value)
    if (score >= ALARM_SCORE) await tell(tx, context, deviceId, { key, at, value, score })
  }
  for (const key of new Set(rows.map((row) => row.key))) await save(tx, context, deviceId, key, detectors.get(key)!)
}

/** Whether something unusual was seen lately. */
export async function countUnusual(tx: Tx, deviceId: string): Promise<number> {
  const since = new Date(clock.ms() - REMEMBERED_DAYS * 86_400_000)
  const { n } = await tx.one(sql<{ n: number }>`
    select count(*)::int as n from fleet.life_entry where device_id = ${deviceId} and kind = 'unusual' and at >= ${since}`)
  return n
}

async function newRows(tx: Tx, deviceId: string, detectors: ReadonlyMap<string, Detector>): Promise<Row[]> {
  const since = WATCHED.map((key) => new Date((detectors.get(key)?.lastSeconds ?? 0) * 1000))
  return tx.all(sql<Row>`
    select t.key, t.at, t.value from unnest(${WATCHED}::text[], ${since}::timestamptz[]) as w (key, since)
    join fleet.telemetry t on t.device_id = ${deviceId} and t.key = w.key and t.at > w.since
    order by t.at limit ${ROWS_MAX}`)
}

async function tell(tx: Tx, context: Context, deviceId: string, found: Row & { score: number }): Promise<void> {
  const { key, at, value } = found
  const score = Math.round(found.score * 100) / 100
  // A bad day is one story, however many rows of it are rare.
  const source = `unusual:${key}:${at.slice(0, 10)}`
  const isNew = await addLifeEntry(tx, context, deviceId, {
    kind: 'unusual',
    detail: { key, at, value, score },
    source,
  })
  if (isNew) await emit(tx, context, anomalyFound, { deviceId, key, at, value, score })
}

async function save(tx: Tx, context: Context, deviceId: string, key: string, detector: Detector): Promise<void> {
  await tx.run(sql`
    insert into fleet.detector (tenant_id, device_id, key, state)
    values (${context.tenantId}, ${deviceId}, ${key}, ${JSON.stringify(detector)})
    on conflict (tenant_id, device_id, key) do update set state = excluded.state`)
}
