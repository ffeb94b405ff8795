/**
 * The demo company 云启服务 and its customers, made from a seed: always the same people and devices, their past counted
 * back from today. Pure; `load.ts` writes it.
 */
import { newId, seededRandom, type Random } from '#engine/kernel'
import type { DemoDevice, DemoSeries } from '#domains/fleet'
import { CUSTOMERS, DISTRICTS, MODELS, personName, TITLES } from './names.ts'

export interface DemoCustomer {
  readonly id: string
  readonly name: string
  readonly alias: string
  /** How the books know them. */
  readonly code: string
  readonly phone: string
  readonly email: string
  readonly site: DemoSite
  readonly people: readonly DemoPerson[]
  readonly deviceCount: number
}

export interface DemoSite {
  readonly id: string
  readonly name: string
  readonly alias: string
  readonly code: string
  readonly address: string
  readonly longitude: number
  readonly latitude: number
}

export interface DemoPerson {
  readonly id: string
  readonly name: string
  readonly alias: string
  readonly title: string
  readonly vip: boolean
  readonly phone: string
}

export interface DemoWorld {
  readonly random: Random
  readonly today: Temporal.PlainDate
  readonly nowMs: number
  readonly customers: readonly DemoCustomer[]
  readonly devices: readonly DemoDevice[]
  readonly series: readonly DemoSeries[]
  /** Li Wen of Hengtai Bank and her laptop, with whom the story begins. */
  readonly heroine: { readonly person: DemoPerson; readonly customer: DemoCustomer; readonly device: DemoDevice }
}

export const DEMO_ZONE = 'Asia/Shanghai'
const FIRST_CODE = 1001
const FIRST_PHONE = 82_000_117
const PEOPLE_PER_DEVICE = 0.75
const DAY_MS = 86_400_000
/** Telemetry is kept for this many devices, daily over two months; the others have their newest values. */
const SERIES_DEVICES = 60
const HISTORY_DAYS = 60

export function buildWorld(seed: number, nowMs: number): DemoWorld {
  const random = seededRandom(seed)
  const today = Temporal.Instant.fromEpochMilliseconds(nowMs).toZonedDateTimeISO(DEMO_ZONE).toPlainDate()
  const customers = CUSTOMERS.map(([name, alias, deviceCount], index) =>
    customerOf(random, index, { name, alias, deviceCount }),
  )
  const hengtai = customers[0]!
  const devices = customers.flatMap((customer) => devicesOf(random, customer, today, nowMs))
  const heroineDevice = devices.find(({ personId }) => personId === hengtai.people[0]!.id)!
  return {
    random,
    today,
    nowMs,
    customers,
    devices,
    series: devices.slice(0, SERIES_DEVICES).flatMap((device) => seriesOf(random, device, nowMs)),
    heroine: { person: hengtai.people[0]!, customer: hengtai, device: heroineDevice },
  }
}

function customerOf(
  random: Random,
  index: number,
  given: { name: string; alias: string; deviceCount: number },
): DemoCustomer {
  const [district, longitude, latitude] = DISTRICTS[index % DISTRICTS.length]!
  const code = `C${FIRST_CODE + index}`
  const people = Math.max(6, Math.round(given.deviceCount * PEOPLE_PER_DEVICE))
  return {
    id: newId(),
    ...given,
    code,
    phone: `0755-${FIRST_PHONE + index * 1371}`,
    email: `it@${code.toLowerCase()}.example`,
    site: {
      id: newId(),
      name: `${given.name}${index === 0 ? '福田大厦' : '总部'}`,
      alias: `${given.alias} ${index === 0 ? 'Futian Tower' : 'head office'}`,
      code: `${code}-1`,
      address: index === 0 ? '深圳市福田区深南大道 2008 号 18 层' : `深圳市${district}区创新路 ${10 + index * 7} 号`,
      longitude: longitude + (random.next() - 0.5) * 0.05,
      latitude: latitude + (random.next() - 0.5) * 0.03,
    },
    people: Array.from({ length: people }, (_, n) => personOf(random, index * 97 + n, index === 0 && n === 0)),
  }
}

function personOf(random: Random, n: number, isHeroine: boolean): DemoPerson {
  const named = isHeroine ? { name: '李雯', alias: 'Li Wen' } : personName(n)
  return {
    id: newId(),
    ...named,
    title: isHeroine ? '零售信贷' : random.pick(TITLES),
    vip: isHeroine || random.next() < 0.05,
    phone: `138${String(10_000_000 + ((n * 7919) % 89_999_999))}`,
  }
}

function devicesOf(random: Random, customer: DemoCustomer, today: Temporal.PlainDate, nowMs: number): DemoDevice[] {
  return Array.from({ length: customer.deviceCount }, (_, n) => {
    const person = customer.people[n]
    const isHeroine = person?.name === '李雯'
    const [brand, model, kind] = isHeroine ? MODELS[0]! : pickModel(random, person !== undefined)
    const age = isHeroine ? 14 : random.between(1, 44)
    const inUseSince = today.subtract({ months: age, days: random.below(28) })
    return {
      deviceId: newId(),
      serial: isHeroine ? 'PF4K7M2Q' : serialOf(random),
      name: person ? `${person.name} · ${model}` : `${customer.name} · ${model}`,
      kind,
      brand,
      model,
      customerId: customer.id,
      siteId: customer.site.id,
      personId: person?.id ?? null,
      inUseSince: inUseSince.toString(),
      warrantyUntil: inUseSince.add({ months: 36 }).toString(),
      lastSeenAt: new Date(
        nowMs - (random.next() < 0.03 ? random.between(2, 9) * DAY_MS : random.below(3_600_000)),
      ).toISOString(),
      values: isHeroine
        ? { disk_wear: 76, battery_capacity: 84, crashes_7d: 0, disk_free: 31 }
        : valuesOf(random, kind, age),
    }
  })
}

/** A person has something to work at; what belongs to nobody stands in a room. */
function pickModel(random: Random, hasUser: boolean): (typeof MODELS)[number] {
  const fitting = MODELS.filter(([, , kind]) => ['laptop', 'desktop'].includes(kind) === hasUser)
  let left = random.below(fitting.reduce((sum, [, , , share]) => sum + share, 0))
  return fitting.find(([, , , share]) => (left -= share) < 0)!
}

function serialOf(random: Random): string {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789'
  return `PF${Array.from({ length: 6 }, () => letters[random.below(letters.length)]!).join('')}`
}

/** Wear grows with age; a few devices are much worse than the rest. */
function valuesOf(random: Random, kind: string, age: number): Record<string, number> {
  if (kind === 'printer' || kind === 'switch') return { cpu_temperature: random.between(38, 71) }
  const tired = random.next() < 0.04
  const common = {
    disk_wear: Math.min(89, Math.round(age * 1.1 + random.below(20) + (tired ? 30 : 0))),
    disk_free: random.between(8, 70),
  }
  if (kind !== 'laptop') return { ...common, crashes_7d: tired ? 4 : random.below(2) }
  return {
    ...common,
    battery_capacity: Math.max(46, 100 - Math.round(age * 0.9) - random.below(9)),
    crashes_7d: tired ? 5 : random.below(2),
  }
}

function seriesOf(random: Random, device: DemoDevice, nowMs: number): DemoSeries[] {
  return Object.entries(device.values).map(([key, last]) => ({
    deviceId: device.deviceId,
    key,
    points: Array.from({ length: HISTORY_DAYS * 2 }, (_, n) => {
      const back = HISTORY_DAYS * 2 - n
      const drift =
        key === 'disk_wear' ? -back * 0.08 : key === 'battery_capacity' ? back * 0.02 : (random.next() - 0.5) * 3
      return {
        at: new Date(nowMs - back * DAY_MS * 0.5).toISOString(),
        value: Math.max(0, Math.round((last + drift) * 10) / 10),
      }
    }),
  }))
}
