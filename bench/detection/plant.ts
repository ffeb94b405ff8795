import type { Random } from '#engine/kernel'
import { eventPlaces, hourAt, type Draft, type Family } from './family.ts'
import { gaussian, poisson, wander } from './noise.ts'

/** Temperatures of machines and rooms, and drawn shapes whose anomalies are certain. */

/** A large machine: slow, warm, wandering; it fails by dropping, after hours of creeping away. */
export const machineTemperature: Family = {
  name: 'machine temperature',
  draw(random): Draft {
    const length = 20_000
    const slow = wander(random, 0.999)
    const fast = wander(random, 0.95)
    const values = Float64Array.from({ length }, () => 85 + 8 * slow() + 2.5 * fast() + 0.5 * gaussian(random))
    const events = eventPlaces(random, length, random.between(2, 4))
    for (const at of events) {
      const depth = random.between(25, 60)
      const lasts = random.between(60, 400)
      const falls = random.between(1, 40)
      for (let i = at; i < Math.min(length, at + lasts); i++) values[i]! -= depth * Math.min(1, (i - at + 1) / falls)
    }
    return { length, stepSeconds: 300, values, events }
  },
}

/** An office's air every hour: days, weather; the cooling fails and the room drifts. */
export const roomTemperature: Family = {
  name: 'room temperature',
  draw(random): Draft {
    const length = 7200
    const weather = wander(random, 0.995)
    const values = Float64Array.from({ length }, (_, i) => {
      const { hour } = hourAt(i, 3600)
      return 70 + 3 * weather() + 1.5 * Math.sin(((hour - 9) / 12) * Math.PI) + 0.7 * gaussian(random)
    })
    const events = eventPlaces(random, length, 2)
    for (const at of events) {
      const drift = random.pick([-1, 1]) * random.between(8, 14)
      const lasts = random.between(12, 60)
      for (let i = at; i < Math.min(length, at + lasts); i++) values[i]! += drift * Math.min(1, (i - at + 1) / 6)
    }
    return { length, stepSeconds: 3600, values, events }
  },
}

const SHAPE_LENGTH = 4032
const DAY = 288

function shape(random: Random, noise: number): Float64Array {
  const square = random.next() < 0.7
  return Float64Array.from({ length: SHAPE_LENGTH }, (_, i) => {
    const hour = ((i % DAY) / DAY) * 24
    const wave = square ? (hour >= 9 && hour < 18 ? 80 : 20) : 50 - 30 * Math.cos((hour / 12) * Math.PI)
    return wave + noise * gaussian(random)
  })
}

/** One day unlike the others: higher, lower, flat, without its jump, or at the wrong hour. */
export const brokenDay: Family = {
  name: 'broken day',
  draw(random): Draft {
    const values = shape(random, random.pick([0.5, 3, 6]))
    const day = random.between(9, 12)
    const at = day * DAY + (9 / 24) * DAY
    const kind = random.pick(['higher', 'lower', 'flat', 'missing jump', 'early'])
    for (let i = at; i < at + DAY / 2; i++) {
      if (kind === 'higher') values[i]! += 40
      if (kind === 'lower') values[i]! -= 35
      if (kind === 'flat') values[i] = 45
      if (kind === 'missing jump') values[i] = 20 + gaussian(random)
      if (kind === 'early') values[i - DAY / 4] = 80 + gaussian(random)
    }
    return { length: SHAPE_LENGTH, stepSeconds: 300, values, events: [kind === 'early' ? at - DAY / 4 : at] }
  },
}

/** Spikes that come as always, until they come much more often. */
export const spikeDensity: Family = {
  name: 'spike density',
  draw(random): Draft {
    const every = random.between(40, 90)
    const denser = random.between(5, 9)
    const [at] = eventPlaces(random, SHAPE_LENGTH, 1) as [number]
    const values = Float64Array.from({ length: SHAPE_LENGTH }, (_, i) => {
      const share = i >= at && i < at + 250 ? denser / every : 1 / every
      return 20 * (random.next() < share ? 1 : 0) + random.pick([0, 0.3]) * random.next()
    })
    return { length: SHAPE_LENGTH, stepSeconds: 300, values, events: [at] }
  },
}

/** Nothing happens: flat, noisy, periodic. Every alarm is false. */
export const uneventful: Family = {
  name: 'uneventful',
  draw(random): Draft {
    const kind = random.pick(['flat', 'noise', 'days', 'perfect days', 'counts'])
    const days = shape(random, kind === 'days' ? 3 : 0)
    const values = days.map((day) => {
      if (kind === 'flat') return 45
      if (kind === 'noise') return 20 + gaussian(random)
      return kind === 'counts' ? poisson(random, 3) : day
    })
    return { length: SHAPE_LENGTH, stepSeconds: 300, values, events: [] }
  },
}
