import type { Problem } from '#engine/kernel'
import { QUANTITY_DIGITS, readDecimal } from '../../pricing/exact.ts'
import { pointer } from '../../pricing/fields.ts'
import type { GivenEvent, Meter } from './meter.ts'
import { msOf } from './moment.ts'
import type { Scenario } from './scenario.ts'

/** A usage event as billing sees it. */
export interface UsageEvent {
  readonly id: string
  readonly subscription: string
  readonly meter: string
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly receivedAt: number
  readonly value: bigint
  readonly key?: string
  readonly properties: Readonly<Record<string, string>>
}

/** The events in the order of their time, each (source, id) once: the first to arrive stays. */
export function readEvents({ events, meters, customer }: Scenario) {
  const problems: Problem[] = []
  const known = new Set<string>()
  const duplicates: string[] = []
  const arrived = events
    .map((event, index) => {
      const at = msOf(event.at, customer.timeZone)
      return { event, index, at, receivedAt: Math.max(at, msOf(event.received ?? event.at, customer.timeZone)) }
    })
    .sort((a, b) => a.receivedAt - b.receivedAt)
  const kept: UsageEvent[] = []
  for (const { event, index, at, receivedAt } of arrived) {
    const meter = meters[event.meter]
    const place = `/events/${index}`
    if (!meter) problems.push({ path: `${place}/meter`, message: 'is not a known meter' })
    if (!meter || isRepeated(event, known)) {
      if (meter) duplicates.push(event.id)
      continue
    }
    kept.push({ ...measured(event, meter, place, problems), at, receivedAt })
  }
  return { events: kept.sort((a, b) => a.at - b.at), duplicates, problems }
}

function isRepeated({ source, id }: GivenEvent, known: Set<string>): boolean {
  const identity = JSON.stringify([source, id])
  if (known.has(identity)) return true
  known.add(identity)
  return false
}

function measured(event: GivenEvent, meter: Meter, place: string, problems: Problem[]) {
  const { id, subscription } = event
  const properties = Object.fromEntries(Object.entries(event.properties).map(([name, value]) => [name, String(value)]))
  const key = meter.key === undefined ? undefined : properties[meter.key]
  const value = valueOf(event, meter, place, problems)
  return { id, subscription, meter: event.meter, value, properties, ...(key === undefined ? {} : { key }) }
}

function valueOf(event: GivenEvent, meter: Meter, place: string, problems: Problem[]): bigint {
  const inWindows = meter.window === undefined ? meter.aggregation : meter.windowAggregation
  const valueless = inWindows === 'count' || (inWindows === 'unique' && meter.key !== undefined)
  if (valueless) return 0n
  if (meter.field === undefined) {
    if (event.value === undefined) problems.push({ path: `${place}/value`, message: 'is missing' })
    return event.value ?? 0n
  }
  const read = readDecimal(event.properties[meter.field], QUANTITY_DIGITS)
  if (typeof read === 'bigint') return read
  problems.push({ path: `${place}/properties${pointer([meter.field])}`, message: read })
  return 0n
}
