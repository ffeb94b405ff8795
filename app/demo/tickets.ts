import type { DemoIncident } from '#domains/desk'
import { TROUBLES } from './names.ts'
import type { DemoWorld } from './world.ts'

const DAYS = 60
const PER_WORKDAY = 16
const PER_WEEKEND_DAY = 4
/** Of the last hours some are still open. */
const OPEN_HOURS = 10
const HOUR_MS = 3_600_000
const TARGET_HOURS = { p1: 4, p2: 8, p3: 24, p4: 40 } as const

/** Sixty days of incidents, most of them restored in time; those of the last hours are still open. */
export function incidentsOf(world: DemoWorld, agents: readonly { id: string; name: string }[]): DemoIncident[] {
  const { random, nowMs, today } = world
  return Array.from({ length: DAYS + 1 }, (_, back) => {
    const day = today.subtract({ days: back })
    const count = day.dayOfWeek >= 6 ? PER_WEEKEND_DAY : PER_WORKDAY
    return Array.from({ length: count }, () => incidentOn(world, agents, day, random.between(8 * 60, 19 * 60)))
  })
    .flat()
    .filter(({ openedAt }) => Date.parse(openedAt) < nowMs - 600_000)
    .toSorted((a, b) => (a.openedAt < b.openedAt ? -1 : 1))
}

function incidentOn(
  world: DemoWorld,
  agents: readonly { id: string; name: string }[],
  day: Temporal.PlainDate,
  minute: number,
): DemoIncident {
  const { random, nowMs } = world
  const customer = random.pick(world.customers)
  const person = random.pick(customer.people)
  const [subject, description, resolution, priority] = random.pick(TROUBLES)
  const openedMs = day.toZonedDateTime('Asia/Shanghai').add({ minutes: minute }).epochMilliseconds
  const hours = TARGET_HOURS[priority] * (random.next() < 0.94 ? 0.1 + random.next() * 0.5 : 1.6 + random.next())
  const resolvedMs = openedMs + hours * HOUR_MS
  const isOpen = resolvedMs > nowMs || (nowMs - openedMs < OPEN_HOURS * HOUR_MS && random.next() < 0.4)
  const responded = openedMs + random.between(2, 25) * 60_000
  const iso = (ms: number): string => new Date(ms).toISOString()
  const device = world.devices.find(({ personId }) => personId === person.id)
  return {
    subject,
    description,
    priority,
    customerId: customer.id,
    siteId: customer.site.id,
    personId: person.id,
    assignee: isOpen && random.next() < 0.2 ? null : random.pick(agents),
    origin: random.pick(['conversation', 'portal', 'phone', 'email'] as const),
    ...(device ? { deviceId: device.deviceId, serial: device.serial } : {}),
    openedAt: iso(openedMs),
    ...(responded < nowMs ? { respondedAt: iso(responded) } : {}),
    ...(isOpen ? {} : { resolvedAt: iso(resolvedMs), resolution }),
  }
}
