import { z } from 'zod'
import { defineEvent } from '#engine/events'

const deviceTopics = ({ deviceId }: { deviceId: string }): string[] => [`device:${deviceId}`, 'fleet.devices']
const deviceAggregate = ({ deviceId }: { deviceId: string }): string => `device:${deviceId}`

/** A measured cause makes a device need work. At most one open fault for each device and cause. */
export const faultRaised = defineEvent(
  'fleet.fault_raised',
  z.object({
    faultId: z.uuid(),
    deviceId: z.uuid(),
    serial: z.string(),
    customerId: z.uuid().nullable(),
    siteId: z.uuid().nullable(),
    personId: z.uuid().nullable(),
    cause: z.string(),
    severity: z.enum(['major', 'critical']),
    /** What was measured, in the unit of the cause (per cent, count). */
    value: z.number(),
    healthBefore: z.int(),
    healthAfter: z.int(),
  }),
  { aggregate: deviceAggregate, topics: deviceTopics },
)

export const faultCleared = defineEvent(
  'fleet.fault_cleared',
  z.object({ faultId: z.uuid(), deviceId: z.uuid(), cause: z.string() }),
  { aggregate: deviceAggregate, topics: deviceTopics },
)

export const healthChanged = defineEvent(
  'fleet.health_changed',
  z.object({ deviceId: z.uuid(), before: z.int(), after: z.int(), state: z.string() }),
  { aggregate: deviceAggregate, topics: deviceTopics },
)

/** The detector has seen something rare in what a device measures; `score` is 0 to 1. */
export const anomalyFound = defineEvent(
  'fleet.anomaly_found',
  z.object({ deviceId: z.uuid(), key: z.string(), at: z.string(), value: z.number(), score: z.number() }),
  { aggregate: deviceAggregate, topics: deviceTopics },
)

export const deviceRegistered = defineEvent(
  'fleet.device_registered',
  z.object({ deviceId: z.uuid(), serial: z.string(), customerId: z.uuid().nullable() }),
  { aggregate: deviceAggregate, topics: deviceTopics },
)

/** The device has reached another stage of its life: staged, deployed, in repair, wiped … */
export const stageReached = defineEvent(
  'fleet.stage_reached',
  z.object({ deviceId: z.uuid(), from: z.string(), to: z.string() }),
  { aggregate: deviceAggregate, topics: deviceTopics },
)
