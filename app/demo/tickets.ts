import type { DemoIncident } from '#domains/desk'
import { TROUBLES } from './names.ts'
import { DEMO_ZONE, type DemoWorld } from './world.ts'

const DAYS = 60
const PER_WORKDAY = 16
const PER_WEEKEND_DAY = 4
/** What is open now came in within so many hours, whatever the hour is. */
const OPEN = { count: 46, hours: 9 } as const
const HOUR_MS = 3_600_000
const TARGET_HOURS = { p1: 4, p2: 8, p3: 24, p4: 40 } as const

type Agent = { readonly id: string; readonly name: string }

/** Sixty days of incidents, most of them restored in time, and what is open at this hour. */
export function incidentsOf(world: DemoWorld, agents: readonly Agent[]): DemoIncident[] {
  return [...pastIncidents(world, agents), ...openIncidents(world, agents)].toSorted((a, b) =>
    a.openedAt < b.openedAt ? -1 : 1,
  )
}

function pastIncidents(world: DemoWorld, agents: readonly Agent[]): DemoIncident[] {
  const { random, today, nowMs } = world
  const days = Array.from({ length: DAYS }, (_, back) => today.subtract({ days: back + 1 }))
  return days.flatMap((day) =>
    Array.from({ length: day.dayOfWeek >= 6 ? PER_WEEKEND_DAY : PER_WORKDAY }, () => {
      const { incident, remedy } = reported(
        world,
        day.toZonedDateTime(DEMO_ZONE).add({ minutes: random.between(8 * 60, 19 * 60) }).epochMilliseconds,
      )
      const openedMs = Date.parse(incident.openedAt)
      const hours =
        TARGET_HOURS[incident.priority] * (random.next() < 0.94 ? 0.1 + random.next() * 0.4 : 1.6 + random.next())
      const resolvedMs = Math.min(openedMs + hours * HOUR_MS, nowMs - 60_000)
      return {
        ...incident,
        assignee: random.pick(agents),
        respondedAt: iso(openedMs + random.between(2, 25) * 60_000),
        resolvedAt: iso(resolvedMs),
        resolution: remedy,
      }
    }),
  )
}

function openIncidents(world: DemoWorld, agents: readonly Agent[]): DemoIncident[] {
  const { random, nowMs } = world
  return Array.from({ length: OPEN.count }, () => {
    const openedMs = nowMs - Math.round(random.next() ** 1.5 * OPEN.hours * HOUR_MS) - 120_000
    const { incident } = reported(world, openedMs)
    const taken = random.next() < 0.75
    const respondedMs = Math.min(openedMs + random.between(2, 20) * 60_000, nowMs - 30_000)
    return {
      ...incident,
      assignee: taken ? random.pick(agents) : null,
      ...(taken ? { respondedAt: iso(respondedMs) } : {}),
    }
  })
}

function reported(world: DemoWorld, openedMs: number) {
  const { random } = world
  const customer = random.pick(world.customers)
  const person = random.pick(customer.people)
  const [subject, description, remedy, priority] = random.pick(TROUBLES)
  const device = world.devices.find(({ personId }) => personId === person.id)
  const incident = {
    subject,
    description,
    priority,
    customerId: customer.id,
    siteId: customer.site.id,
    personId: person.id,
    origin: random.pick(['conversation', 'portal', 'phone', 'email'] as const),
    ...(device ? { deviceId: device.deviceId, serial: device.serial } : {}),
    openedAt: iso(openedMs),
  }
  return { incident, remedy }
}

function iso(ms: number): string {
  return new Date(ms).toISOString()
}
