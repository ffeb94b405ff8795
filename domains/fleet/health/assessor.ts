import { systemContext } from '#engine/kernel'
import { startLoop, type Loop } from '#engine/events'
import type { Database } from '#engine/store'
import type { KnownDevice } from '../telemetry/ingestion.ts'
import { assessDevice, assessForgotten } from './assessment.ts'

/** Looks at devices soon after they have reported: each once, however many messages it sent meanwhile. */
export interface Assessor {
  look(devices: readonly KnownDevice[]): void
  stop(): Promise<void>
}

const SWEEP_MS = 30_000
const SWEEP_BATCH = 200

export function startAssessor(database: Database): Assessor {
  const waiting = new Map<string, KnownDevice>()
  const loop: Loop = startLoop('fleet health', SWEEP_MS, async () => {
    if (waiting.size === 0) return (await assessForgotten(database, SWEEP_BATCH)) === SWEEP_BATCH
    const batch = [...waiting.values()]
    waiting.clear()
    for (const { tenantId, deviceId } of batch) {
      const context = systemContext(tenantId, 'fleet.health')
      await database.withTenant(context, (tx) => assessDevice(tx, context, deviceId))
    }
    return waiting.size > 0
  })
  return {
    look: (devices) => {
      for (const device of devices) waiting.set(device.deviceId, device)
      loop.wake()
    },
    stop: () => loop.stop(),
  }
}
