import { z } from 'zod'
import { idParams, instant, noContent, pageOf, pageQuery, route } from '#engine/http/contract'

const measured = z.object({ value: z.number(), at: instant })

export const device = z
  .object({
    deviceId: z.uuid(),
    serial: z.string(),
    name: z.string(),
    kind: z.string(),
    brand: z.string(),
    model: z.string(),
    customerId: z.uuid().nullable(),
    siteId: z.uuid().nullable(),
    personId: z.uuid().nullable(),
    agreementId: z.string().nullable(),
    stage: z.string(),
    health: z.int().meta({ description: '0 to 100; under 50 somebody has to act' }),
    healthState: z.enum(['healthy', 'watch', 'act']),
    attributes: z.record(z.string(), z.unknown()),
    latest: z.record(z.string(), measured),
    inUseSince: z.iso.date().nullable(),
    warrantyUntil: z.iso.date().nullable(),
    lastSeenAt: instant.nullable(),
    online: z.boolean().meta({ description: 'It has been heard of within the last 26 hours' }),
    version: z.int(),
  })
  .meta({ id: 'Device' })

const name = z.string().nullable()
const alias = name.meta({ description: 'The name in the other language' })
export const deviceRow = device
  .extend({
    customerName: name,
    customerAlias: alias,
    siteName: name,
    siteAlias: alias,
    personName: name,
    personAlias: alias,
  })
  .meta({ id: 'DeviceRow' })

const loss = z.object({
  cause: z.string(),
  value: z.number(),
  points: z.int().meta({ description: 'Taken from 100' }),
  pointsMax: z.int().meta({ description: 'What the cause takes when it is as bad as it gets' }),
})
const limit = z.object({ key: z.string(), actAt: z.number() })
const lifeEntry = z.object({
  entryId: z.uuid(),
  kind: z.string(),
  actor: z.string(),
  detail: z.record(z.string(), z.unknown()),
  at: instant,
})

export const DEVICE_KINDS = [
  'laptop',
  'desktop',
  'server',
  'printer',
  'switch',
  'display',
  'storage',
  'phone',
  'sensor',
  'other',
] as const

/** Stages in which a device can come into the register. */
export const FIRST_STAGES = ['ordered', 'received', 'buffer', 'deployed'] as const

const STAGES = [
  'received',
  'staged',
  'buffer',
  'shipped',
  'deployed',
  'in_repair',
  'returning',
  'quarantined',
  'wiped',
  'graded',
  'sold',
  'recycled',
  'lost',
] as const

const unreadable = z
  .object({
    unreadableId: z.uuid(),
    deviceId: z.uuid(),
    serial: z.string(),
    deviceName: z.string(),
    topic: z.string(),
    reason: z.string(),
    body: z.string().meta({ description: 'The first 4 kB' }),
    bytes: z.int(),
    receivedAt: instant,
  })
  .meta({ id: 'UnreadableMessage' })

export const newDevice = z.strictObject({
  serial: z.string().trim().min(1).max(64),
  name: z.string().trim().min(1).max(120),
  kind: z.enum(DEVICE_KINDS),
  brand: z.string().trim().min(1).max(60),
  model: z.string().trim().min(1).max(120),
  customerId: z.uuid().optional(),
  siteId: z.uuid().optional(),
  personId: z.uuid().optional(),
  inUseSince: z.iso.date().optional(),
  warrantyUntil: z.iso.date().optional(),
  stage: z.enum(FIRST_STAGES).default('deployed'),
})

export const fleetContract = {
  listDevices: route({
    method: 'GET',
    path: '/api/fleet/devices',
    summary: 'Devices, worst health first',
    may: 'fleet.device.read',
    query: pageQuery.extend({
      customerId: z.uuid().optional(),
      state: z.enum(['healthy', 'watch', 'act', 'offline']).optional(),
      text: z.string().max(100).optional(),
    }),
    out: pageOf(deviceRow),
  }),
  countDevices: route({
    method: 'GET',
    path: '/api/fleet/counts',
    summary: 'How many devices are healthy, to be watched, to be acted on, offline',
    may: 'fleet.device.read',
    out: z.object({ total: z.int(), healthy: z.int(), watch: z.int(), act: z.int(), offline: z.int() }),
  }),
  getDevice: route({
    method: 'GET',
    path: '/api/fleet/devices/:id',
    summary: 'One device with the causes of its health and its life',
    may: 'fleet.device.read',
    params: idParams,
    out: z.object({
      device: deviceRow,
      losses: z.array(loss),
      /** The values at which somebody has to act. */
      limits: z.array(limit),
      life: z.array(lifeEntry),
      nextStages: z.array(z.enum(STAGES)).meta({ description: 'What may come next in its life' }),
      version: z.int(),
    }),
    refusals: ['fleet.device-not-found'],
  }),
  readHistory: route({
    method: 'GET',
    path: '/api/fleet/devices/:id/history',
    summary: 'The values of one key over time',
    may: 'fleet.device.read',
    params: idParams,
    query: z.object({ key: z.string().max(64), from: instant, to: instant }),
    out: z.object({
      points: z.array(z.object({ at: instant, min: z.number(), average: z.number(), max: z.number() })),
    }),
  }),
  registerDevice: route({
    method: 'POST',
    path: '/api/fleet/devices',
    summary: 'Register a device; its token is shown this once',
    may: 'fleet.device.edit',
    body: newDevice,
    out: z.object({ deviceId: z.uuid(), token: z.string() }),
    status: 201,
    refusals: ['fleet.serial-taken'],
  }),
  replaceToken: route({
    method: 'POST',
    path: '/api/fleet/devices/:id/token',
    summary: 'Give a device a new token; the old one is refused from now on',
    may: 'fleet.device.edit',
    params: idParams,
    out: z.object({ token: z.string() }),
    refusals: ['fleet.device-not-found'],
  }),
  reachStage: route({
    method: 'POST',
    path: '/api/fleet/devices/:id/stage',
    summary: 'Move a device to the next stage of its life',
    may: 'fleet.device.stage',
    params: idParams,
    body: z.strictObject({
      to: z.enum(STAGES),
      note: z.string().max(500).optional(),
    }),
    out: z.object({ device }),
    refusals: ['fleet.device-not-found', 'fleet.stage-not-possible'],
  }),
  listUnreadable: route({
    method: 'GET',
    path: '/api/fleet/unreadable',
    summary: 'What devices sent and nobody could read, newest first; at most 200 are kept',
    may: 'fleet.unreadable.read',
    query: pageQuery,
    out: pageOf(unreadable),
  }),
  dismissUnreadable: route({
    method: 'DELETE',
    path: '/api/fleet/unreadable/:id',
    summary: 'Take a message off the list once it was looked at',
    may: 'fleet.unreadable.dismiss',
    params: idParams,
    out: noContent,
    status: 204,
    refusals: ['fleet.unreadable-not-found'],
  }),
} as const
