import { newId } from '#engine/kernel'
import type { DemoField, DemoTechnician, DemoVisit } from '#domains/field'
import { DISTRICTS, PARTS } from './names.ts'
import type { DemoStaff } from './staff.ts'
import { DEMO_ZONE, type DemoWorld } from './world.ts'

const SHIFT_DAYS_BACK = 45
/** A demo that was loaded weeks ago can still plan. */
const SHIFT_DAYS_AHEAD = 90
/** How many visits a technician does on a day of the past. */
const VISITS_A_DAY = 4
const CUSTOMERS_AROUND = 8
const SERVICE_SECONDS = [1800, 2700, 3600, 5400]
const JOBS = [
  ['更换电池', 'laptop', 'BAT-X1'],
  ['内存升级', 'laptop', 'RAM-16'],
  ['屏幕更换', 'laptop', 'LCD-14'],
  ['风扇异响', 'laptop', 'FAN-M70'],
  ['打印机保养', 'printer', 'TON-4003'],
  ['交换机巡检', 'network', undefined],
  ['新机部署', 'laptop', undefined],
  ['键盘更换', 'laptop', 'KBD-T14'],
] as const

export function fieldWork(world: DemoWorld, staff: DemoStaff): DemoField {
  const locations = placesOf(staff)
  const technicians = techniciansOf(world, staff, locations.vans)
  const all = [...locations.stores, ...locations.vans]
  return {
    technicians,
    locations: all,
    parts: PARTS.map(([code, name, nameEn, price]) => ({ code, name, nameEn, priceMinor: BigInt(price) * 100n })),
    stock: all.flatMap(({ locationId, kind }) => stockOf(world, locationId, kind)),
    shifts: shiftsOf(world, technicians),
    visits: [...pastVisits(world, technicians), ...todaysVisits(world, technicians), ...waitingVisits(world)],
  }
}

function placesOf({ technicians }: DemoStaff) {
  const store = (kind: 'warehouse' | 'locker', name: string, alias: string, district: number, shift: number) => {
    const [, longitude, latitude] = DISTRICTS[district]!
    return { locationId: newId(), kind, name, alias, longitude: longitude + shift, latitude: latitude + shift / 2 }
  }
  return {
    stores: [
      store('warehouse', '福田仓', 'Futian depot', 0, 0.006),
      store('warehouse', '龙岗仓', 'Longgang depot', 4, 0.004),
      store('warehouse', '宝安仓', 'Bao’an depot', 3, -0.005),
      store('locker', '南山自提柜', 'Nanshan locker', 1, 0.003),
      store('locker', '罗湖自提柜', 'Luohu locker', 2, -0.004),
    ],
    vans: technicians.map(({ name, alias }) => ({
      locationId: newId(),
      kind: 'van' as const,
      name: `${name}的车`,
      alias: `${alias}’s van`,
      longitude: null,
      latitude: null,
    })),
  }
}

function techniciansOf(
  { random }: DemoWorld,
  { technicians }: DemoStaff,
  vans: readonly { locationId: string }[],
): DemoTechnician[] {
  return technicians.map(({ userId, name }, index) => {
    const [, longitude, latitude] = DISTRICTS[index % DISTRICTS.length]!
    return {
      technicianId: newId(),
      userId,
      name,
      phone: `139${String(20_000_000 + index * 7717)}`,
      longitude: longitude + (random.next() - 0.5) * 0.04,
      latitude: latitude + (random.next() - 0.5) * 0.03,
      skills: {
        laptop: 1 + (index % 3),
        ...(index % 2 === 0 ? { printer: 1 } : {}),
        ...(index % 3 === 0 ? { network: 2 } : {}),
      },
      vanId: vans[index]!.locationId,
    }
  })
}

/** Stores have plenty, vans what goes wrong every day; disks are in the stores only. */
function stockOf({ random }: DemoWorld, locationId: string, kind: string) {
  return PARTS.filter(([code]) => kind !== 'van' || ['BAT-X1', 'PSU-65', 'TON-4003'].includes(code)).map(
    ([partCode]) => ({
      locationId,
      partCode,
      onHand:
        kind === 'warehouse' ? random.between(6, 30) : kind === 'locker' ? random.between(0, 3) : random.between(1, 3),
      reorderAt: kind === 'warehouse' ? 4 : 0,
    }),
  )
}

/** Everybody from Monday to Friday, half of them at the weekend, and who is on call always. */
function worksOn(day: Temporal.PlainDate, index: number): boolean {
  return index === 0 || day.dayOfWeek < 6 || index % 2 === day.dayOfWeek % 2
}

/** The first technician is on call around the clock: the story may be played at any hour. */
function shiftsOf({ today }: DemoWorld, technicians: readonly DemoTechnician[]) {
  const days = Array.from({ length: SHIFT_DAYS_BACK + SHIFT_DAYS_AHEAD + 1 }, (_, n) =>
    today.add({ days: n - SHIFT_DAYS_BACK }),
  )
  return days.flatMap((day) =>
    technicians
      .map(({ technicianId }, index) => ({
        technicianId,
        onCall: index === 0,
        works: worksOn(day, index),
      }))
      .filter(({ works }) => works)
      .map(({ technicianId, onCall }) => ({
        technicianId,
        day: day.toString(),
        startsAt: onCall ? at(day, 0, 0) : at(day, 8, 30),
        endsAt: onCall ? at(day, 23, 59) : at(day, 21, 0),
      })),
  )
}

function pastVisits(world: DemoWorld, technicians: readonly DemoTechnician[]): DemoVisit[] {
  return Array.from({ length: SHIFT_DAYS_BACK }, (_, n) => world.today.subtract({ days: n + 1 }))
    .filter((day) => day.dayOfWeek < 6)
    .flatMap((day) =>
      technicians.flatMap((technician) => dayOf(world, technician, day, VISITS_A_DAY - world.random.below(2), true)),
    )
}

/** Today's are done as far as the day has gone. */
function todaysVisits(world: DemoWorld, technicians: readonly DemoTechnician[]): DemoVisit[] {
  return technicians
    .filter((_, index) => worksOn(world.today, index))
    .flatMap((technician) => dayOf(world, technician, world.today, 3, false))
}

function dayOf(
  world: DemoWorld,
  technician: DemoTechnician,
  day: Temporal.PlainDate,
  count: number,
  past: boolean,
): DemoVisit[] {
  const { random, nowMs } = world
  return Array.from({ length: count }, (_, n) => {
    const minute = 9 * 60 + n * 150 + random.below(30)
    const serviceSeconds = random.pick(SERVICE_SECONDS)
    const startsAt = at(day, 0, minute)
    const endsAt = new Date(Date.parse(startsAt) + serviceSeconds * 1000).toISOString()
    const isDone = past || Date.parse(endsAt) < nowMs
    const openedAt = at(day.subtract({ days: 1 }), 10 + n, 0)
    return {
      ...visitAt(nearby(world, technician), openedAt, serviceSeconds, at(day, 20, 0), technician.skills),
      planned: { technicianId: technician.technicianId, startsAt, endsAt },
      ...(isDone ? { completedAt: endsAt } : {}),
    }
  })
}

/** The world with the customers around a technician's home. */
function nearby(world: DemoWorld, { longitude, latitude }: DemoTechnician): DemoWorld {
  const far = ({ site }: DemoWorld['customers'][number]) =>
    Math.hypot(site.longitude - longitude, site.latitude - latitude)
  return { ...world, customers: world.customers.toSorted((a, b) => far(a) - far(b)).slice(0, CUSTOMERS_AROUND) }
}

/** What came in this morning and nobody has planned. */
function waitingVisits(world: DemoWorld): DemoVisit[] {
  const { random, today, nowMs } = world
  const openedAt = new Date(nowMs - random.between(20, 90) * 60_000).toISOString()
  return Array.from({ length: 9 }, () =>
    visitAt(world, openedAt, random.pick(SERVICE_SECONDS), at(today.add({ days: random.below(2) }), 19, 0)),
  )
}

function visitAt(
  { random, customers, devices }: DemoWorld,
  openedAt: string,
  serviceSeconds: number,
  dueAt: string,
  can?: DemoTechnician['skills'],
): DemoVisit {
  const customer = random.pick(customers)
  const [subject, skill, part] = random.pick(JOBS.filter((job) => can === undefined || job[1] in can))
  const device = devices.find(({ customerId }) => customerId === customer.id)
  return {
    subject: `${subject} · ${customer.name}`,
    customerId: customer.id,
    siteId: customer.site.id,
    deviceId: device?.deviceId ?? null,
    longitude: customer.site.longitude,
    latitude: customer.site.latitude,
    priority: random.pick(['p2', 'p3', 'p3', 'p4'] as const),
    skills: { [skill]: 1 },
    partCodes: part === undefined || random.next() < 0.5 ? [] : [part],
    serviceSeconds,
    openedAt,
    dueAt,
  }
}

function at(day: Temporal.PlainDate, hour: number, minute: number): string {
  return day.toZonedDateTime(DEMO_ZONE).add({ hours: hour, minutes: minute }).toInstant().toString()
}
