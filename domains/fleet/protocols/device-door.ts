import { clock } from '#engine/kernel'
import { sql, type Database } from '#engine/store'
import { deviceTokenHash } from '../device/token.ts'
import { parseAttributes, parseTelemetry } from '../telemetry/payload.ts'
import type { Ingestion, KnownDevice } from '../telemetry/ingestion.ts'

/** What every protocol may do for a device that has shown its token. */
export interface DeviceDoor {
  recognise(token: string): Promise<KnownDevice | undefined>
  /** Resolves after the commit; a malformed payload is refused with every wrong place. */
  telemetry(device: KnownDevice, payload: string): Promise<void>
  attributes(device: KnownDevice, payload: string): Promise<void>
}

const CACHE_MS = 30_000
const CACHED_MAX = 100_000

export function openDeviceDoor(database: Database, ingestion: Ingestion): DeviceDoor {
  const cache = new Map<string, { device: KnownDevice; until: number }>()
  return {
    recognise: async (token) => {
      const known = cache.get(token)
      if (known && known.until > clock.ms()) return known.device
      const device = await database.acrossTenants((tx) =>
        tx.find(sql<KnownDevice>`
          select tenant_id as "tenantId", device_id as "deviceId" from fleet.device
          where token_hash = ${deviceTokenHash(token)}`),
      )
      if (cache.size >= CACHED_MAX) cache.clear()
      if (device) cache.set(token, { device, until: clock.ms() + CACHE_MS })
      return device
    },
    telemetry: (device, payload) => ingestion.store({ device, points: parseTelemetry(payload) }),
    attributes: async (device, payload) => {
      const attributes = parseAttributes(payload)
      await database.withTenant(device, (tx) =>
        tx.run(sql`
          update fleet.device set attributes = attributes || ${JSON.stringify(attributes)}::jsonb, last_seen_at = ${clock.date()}
          where tenant_id = ${device.tenantId} and device_id = ${device.deviceId}`),
      )
    },
  }
}
