import { clock, type Context, type Page } from '#engine/kernel'
import type { Database, Tx } from '#engine/store'
import {
  countDevices,
  devicesOfPerson,
  findDeviceBySerial,
  getDevice,
  listDevices,
  reachStage,
  NEXT_STAGES,
  registerDevice,
  replaceToken,
  type Device,
  type DeviceFilter,
  type FleetCounts,
  type NewDevice,
  type Stage,
} from './device/devices.ts'
import { addLifeEntry, lifeOf, type LifeEntry } from './device/life.ts'
import { nameDevices, type NamedDevice } from './device/names.ts'
import { assess, CAUSES, type Assessment } from './health/health.ts'
import { readHistory, type HistoryPoint } from './telemetry/history.ts'
import { dismissUnreadable, listUnreadable, type Unreadable } from './unreadable/unreadable.ts'

/** What the rest of Facet may ask of fleet and tell it. Every method keeps to the caller's tenant and customer. */
export interface FleetService {
  /** Answers the token once. The same `source` again answers the same device with a new token. */
  registerDevice(context: Context, device: NewDevice): Promise<{ deviceId: string; token: string }>
  replaceToken(context: Context, deviceId: string): Promise<string>
  /** Refuses `fleet.device-not-found`. */
  getDevice(context: Context, deviceId: string): Promise<DeviceDetail>
  findBySerial(context: Context, serial: string): Promise<Device | undefined>
  devicesOfPerson(context: Context, personId: string): Promise<Device[]>
  listDevices(context: Context, filter: DeviceFilter): Promise<Page<NamedDevice>>
  countDevices(context: Context): Promise<FleetCounts>
  readHistory(
    context: Context,
    deviceId: string,
    key: string,
    span: { from: string; to: string },
  ): Promise<HistoryPoint[]>
  reachStage(context: Context, deviceId: string, to: Stage, detail?: object): Promise<Device>
  /** Messages that nobody could read, newest first, at most 200 of a company. */
  listUnreadable(context: Context, page: { limit: number; after?: string | undefined }): Promise<Page<Unreadable>>
  /** Refuses `fleet.unreadable-not-found`. */
  dismissUnreadable(context: Context, unreadableId: string): Promise<void>
  /** Notes something in the life of a device: a part was changed, a certificate filed. */
  noteLife(context: Context, deviceId: string, entry: LifeNote): Promise<void>
}

export interface LifeNote {
  readonly kind: string
  readonly detail: object
  /** Makes a repetition harmless. */
  readonly source: string
}

export interface DeviceDetail {
  readonly device: NamedDevice
  readonly losses: Assessment['losses']
  /** Measured keys and the values at which somebody has to act. */
  readonly limits: readonly { readonly key: string; readonly actAt: number }[]
  readonly life: readonly LifeEntry[]
  /** What may come next in its life. */
  readonly nextStages: readonly Exclude<Stage, 'ordered'>[]
}

const LIFE_SHOWN = 50

export function createFleet(database: Database): FleetService {
  const inside = <T>(context: Context, work: (tx: Tx) => Promise<T>): Promise<T> => database.withTenant(context, work)
  return {
    registerDevice: (context, device) => registerDevice(database, context, device),
    replaceToken: (context, deviceId) => inside(context, (tx) => replaceToken(tx, context, deviceId)),
    getDevice: (context, deviceId) => inside(context, (tx) => describeDevice(tx, context, deviceId)),
    findBySerial: (context, serial) => inside(context, (tx) => findDeviceBySerial(tx, context, serial)),
    devicesOfPerson: (context, personId) => inside(context, (tx) => devicesOfPerson(tx, context, personId)),
    listDevices: (context, filter) =>
      inside(context, async (tx) => {
        const page = await listDevices(tx, context, filter)
        return { ...page, items: await nameDevices(tx, context, page.items) }
      }),
    countDevices: (context) => inside(context, (tx) => countDevices(tx, context)),
    readHistory: (context, deviceId, key, span) =>
      inside(context, async (tx) => {
        await getDevice(tx, context, deviceId)
        return readHistory(tx, deviceId, key, span)
      }),
    reachStage: (context, deviceId, to, detail) =>
      inside(context, async (tx) => {
        await reachStage(tx, context, deviceId, to, detail)
        return getDevice(tx, context, deviceId)
      }),
    listUnreadable: (context, page) => inside(context, (tx) => listUnreadable(tx, page)),
    dismissUnreadable: (context, id) => inside(context, (tx) => dismissUnreadable(tx, context, id)),
    noteLife: (context, deviceId, entry) =>
      inside(context, async (tx) => {
        await addLifeEntry(tx, context, deviceId, entry)
      }),
  }
}

async function describeDevice(tx: Tx, context: Context, deviceId: string): Promise<DeviceDetail> {
  const device = await getDevice(tx, context, deviceId)
  const values = Object.fromEntries(Object.entries(device.latest).map(([key, { value }]) => [key, value]))
  const { losses } = assess({ values, monthsInUse: monthsSince(device.inUseSince) })
  const [[named], life] = await Promise.all([nameDevices(tx, context, [device]), lifeOf(tx, deviceId, LIFE_SHOWN)])
  return { device: named!, losses, limits: LIMITS, life, nextStages: NEXT_STAGES[device.stage] }
}

const LIMITS = CAUSES.flatMap(({ key, actAt }) => (actAt === undefined ? [] : [{ key, actAt }]))

function monthsSince(date: string | null): number {
  if (date === null) return 0
  const today = clock.now().toZonedDateTimeISO('UTC').toPlainDate()
  return Temporal.PlainDate.from(date).until(today, { largestUnit: 'months' }).months
}
