import { clock, type Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import { assess } from './health/health.ts'

/** Devices with a past, for the demo company: written at once and told to nobody. */
export interface DemoDevice {
  readonly deviceId: string
  readonly serial: string
  readonly name: string
  readonly kind: string
  readonly brand: string
  readonly model: string
  readonly customerId: string
  readonly siteId: string
  readonly personId: string | null
  readonly inUseSince: string
  readonly warrantyUntil: string
  readonly lastSeenAt: string
  /** Newest values by key. */
  readonly values: Readonly<Record<string, number>>
}

export async function seedDevices(tx: Tx, context: Context, devices: readonly DemoDevice[]): Promise<void> {
  const now = clock.now().toZonedDateTimeISO('UTC').toPlainDate()
  const assessed = devices.map((device) => {
    const monthsInUse = Temporal.PlainDate.from(device.inUseSince).until(now, { largestUnit: 'months' }).months
    return { ...device, ...assess({ values: device.values, monthsInUse }) }
  })
  const column = <T>(read: (device: (typeof assessed)[number]) => T): T[] => assessed.map(read)
  await tx.run(sql`
    insert into fleet.device (tenant_id, device_id, serial, name, kind, brand, model, customer_id, site_id, person_id,
      health, health_state, latest, in_use_since, warranty_until, last_seen_at, assessed_at)
    select ${context.tenantId}, d.*, d.last_seen_at from unnest(${column(({ deviceId }) => deviceId)}::uuid[],
      ${column(({ serial }) => serial)}::text[], ${column(({ name }) => name)}::text[], ${column(({ kind }) => kind)}::text[],
      ${column(({ brand }) => brand)}::text[], ${column(({ model }) => model)}::text[],
      ${column(({ customerId }) => customerId)}::uuid[], ${column(({ siteId }) => siteId)}::uuid[],
      ${column(({ personId }) => personId)}::uuid[], ${column(({ health }) => health)}::int[],
      ${column(({ state }) => state)}::text[], ${column(latestOf)}::jsonb[],
      ${column(({ inUseSince }) => inUseSince)}::date[], ${column(({ warrantyUntil }) => warrantyUntil)}::date[],
      ${column(({ lastSeenAt }) => lastSeenAt)}::timestamptz[]) as d
      (device_id, serial, name, kind, brand, model, customer_id, site_id, person_id, health, health_state, latest,
       in_use_since, warranty_until, last_seen_at)`)
}

function latestOf({ values, lastSeenAt }: DemoDevice): string {
  return JSON.stringify(
    Object.fromEntries(Object.entries(values).map(([key, value]) => [key, { value, at: lastSeenAt }])),
  )
}

export interface DemoSeries {
  readonly deviceId: string
  readonly key: string
  readonly points: readonly { readonly at: string; readonly value: number }[]
}

export async function seedTelemetry(tx: Tx, context: Context, series: readonly DemoSeries[]): Promise<void> {
  const points = series.flatMap(({ deviceId, key, points: own }) =>
    own.map(({ at, value }) => ({ deviceId, key, at, value })),
  )
  await tx.run(sql`
    insert into fleet.telemetry (tenant_id, device_id, key, at, value)
    select ${context.tenantId}, p.* from unnest(${points.map(({ deviceId }) => deviceId)}::uuid[],
      ${points.map(({ key }) => key)}::text[], ${points.map(({ at }) => at)}::timestamptz[],
      ${points.map(({ value }) => value)}::float8[]) as p (device_id, key, at, value)
    on conflict do nothing`)
}
