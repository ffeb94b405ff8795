import { seededRandom, type Random } from '#engine/kernel'
import { wander } from './noise.ts'
import { windowsAround, type LabelledSeries } from './score.ts'

/** What a family draws for one series: its values in place, and where the true anomalies begin. */
export interface Draft {
  readonly length: number
  readonly stepSeconds: number
  /** Rows that were never received, as a share; traffic sensors lose many. */
  readonly missing?: number
  readonly values: Float64Array
  readonly events: readonly number[]
}

export interface Family {
  readonly name: string
  draw(random: Random): Draft
}

/** A position in the day and the week; step 0 is a Monday at midnight plus `shift`. */
export interface Hour {
  readonly hour: number
  readonly weekday: number
}

export function hourAt(i: number, stepSeconds: number): Hour {
  const hours = (i * stepSeconds) / 3600
  return { hour: hours % 24, weekday: Math.floor(hours / 24) % 7 }
}

/** A day of offices and streets: quiet at night, a morning and an evening peak; between 0 and about 1. */
export function dayCurve(
  { hour, weekday }: Hour,
  peaks: readonly (readonly [at: number, width: number, height: number])[],
): number {
  const damped = weekday >= 5 ? 0.7 : 1
  return (
    damped *
    peaks.reduce(
      (sum, [at, width, height]) => sum + height * Math.exp(-(hourDistance(hour, at) ** 2) / (2 * width * width)),
      0,
    )
  )
}

function hourDistance(a: number, b: number): number {
  const apart = Math.abs(a - b) % 24
  return Math.min(apart, 24 - apart)
}

/** `count` places for anomalies, after a fifth of the series and well apart. */
export function eventPlaces(random: Random, length: number, count: number): number[] {
  const places: number[] = []
  for (let tries = 0; places.length < count && tries < 200; tries++) {
    const place = random.between(Math.floor(length * 0.2), Math.floor(length * 0.93))
    if (places.every((other) => Math.abs(other - place) > length * 0.08)) places.push(place)
  }
  return places.sort((a, b) => a - b)
}

export function labelled(family: Family, seed: number): LabelledSeries {
  const random = seededRandom(seed)
  const {
    length,
    stepSeconds,
    missing = 0,
    values,
    events,
  } = withPeoplesLabels(random, withHabits(random, family.draw(random)))
  const start = Date.parse('2024-02-05T00:00:00Z') / 1000
  const kept = Array.from({ length }, (_, i) => i).filter((i) => events.includes(i) || random.next() >= missing)
  return {
    family: family.name,
    timestamps: kept.map((i) => start + i * stepSeconds),
    values: kept.map((i) => Number(values[i]!.toPrecision(6))),
    windows: windowsAround(
      events.map((event) => kept.indexOf(event)),
      kept.length,
    ),
  }
}

/**
 * Labels by people: large single rows that somebody knew the reason of and did not label, and now and
 * then a label where nothing is to be seen.
 */
function withPeoplesLabels(random: Random, draft: Draft): Draft {
  if (draft.events.length === 0) return draft
  const values = draft.values.slice()
  const range = Math.max(...values) - Math.min(...values)
  for (let k = random.pick([0, 0, 1, 2, 3]); k > 0; k--) {
    const i = random.below(values.length)
    values[i] = Math.max(Math.min(...values), values[i]! + range * (0.2 + 0.8 * random.next()))
  }
  const events = draft.events.map((event) =>
    random.next() < 0.12 ? random.between(Math.floor(draft.length * 0.2), Math.floor(draft.length * 0.93)) : event,
  )
  return { ...draft, values, events: events.toSorted((a, b) => a - b) }
}

/**
 * What real series do beyond their family: they are restless for days and calm for days, they drift,
 * and their sensors round.
 */
function withHabits(random: Random, draft: Draft): Draft {
  if (draft.events.length === 0) return draft
  const sorted = draft.values.toSorted()
  const median = sorted[sorted.length >> 1]!
  const spread = sorted[Math.floor(sorted.length * 0.9)]! - sorted[Math.floor(sorted.length * 0.1)]!
  const restless = random.pick([0, 0, 0.3, 0.6])
  const drift = random.pick([0, 0, 0, 1]) * spread * (random.next() - 0.5)
  const grain = random.pick([0, 0, 0.05, 0.2]) * spread
  const mood = wander(random, 0.998)
  const values = draft.values.map((value, i) => {
    const moved = median + (value - median) * Math.exp(restless * mood()) + (drift * i) / draft.length
    return grain > 0 ? Math.round(moved / grain) * grain : moved
  })
  return { ...draft, values }
}
