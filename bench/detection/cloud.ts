import type { Random } from '#engine/kernel'
import { dayCurve, eventPlaces, hourAt, type Draft, type Family } from './family.ts'
import { gaussian, heavy, lognormal, poisson, wander } from './noise.ts'

/** Server metrics every five minutes: mostly two weeks of them. */

const FIVE_MINUTES = 300
const TWO_WEEKS = 4032

function fill(length: number, value: (i: number) => number): Float64Array {
  return Float64Array.from({ length }, (_, i) => value(i))
}

/** Benign spikes that nobody labels. */
function sprinkle(random: Random, values: Float64Array, count: number, size: () => number): void {
  for (let k = 0; k < count; k++) values[random.below(values.length)]! += size()
}

/** Processor load: a noisy level, scheduled jobs, now and then a benign spike. */
export const processorLoad: Family = {
  name: 'processor load',
  draw(random): Draft {
    const level = random.pick([0.1, 2, 15, 40, 60])
    const noise = level * random.pick([0.02, 0.05, 0.15])
    const jobEvery = random.pick([0, 0, 12, 288])
    const jobHeight = noise * random.between(4, 15)
    const slow = wander(random, 0.995)
    const slowNoise = noise * random.pick([0, 0.5, 1.5])
    const values = fill(TWO_WEEKS, (i) => {
      const job = jobEvery > 0 && i % jobEvery === 0 ? jobHeight * (0.8 + 0.4 * random.next()) : 0
      return level + slowNoise * slow() + noise * heavy(random, 5) + job
    })
    sprinkle(random, values, random.below(6), () => noise * random.between(5, 9))
    const events = eventPlaces(random, TWO_WEEKS, random.between(1, 3))
    for (const at of events) {
      const height = noise * random.between(7, 30) * (level > 10 && random.next() < 0.25 ? -1 : 1)
      const last = at + random.pick([1, 3, 12, 60, 300])
      for (let i = at; i < Math.min(TWO_WEEKS, last); i++) values[i]! += height * (0.8 + 0.4 * random.next())
    }
    return { length: TWO_WEEKS, stepSeconds: FIVE_MINUTES, values: values.map((v) => Math.max(0, v)), events }
  },
}

/** Bytes in and out: heavy-tailed bursts over a floor; anomalies are larger, longer or absent bursts. */
export const networkBytes: Family = {
  name: 'network bytes',
  draw(random): Draft {
    const spread = random.pick([0.1, 0.4, 0.8])
    const burstShare = random.pick([0.005, 0.02, 0.08])
    const burst = random.between(5, 30)
    const values = fill(
      TWO_WEEKS,
      () => 1e5 * lognormal(random, spread) * (random.next() < burstShare ? burst * lognormal(random, 0.5) : 1),
    )
    const events = eventPlaces(random, TWO_WEEKS, random.between(1, 3))
    for (const at of events) {
      const kind = random.pick(['larger', 'longer', 'longer', 'silent'])
      const last = at + (kind === 'larger' ? random.between(1, 4) : random.between(12, 150))
      const factor = kind === 'larger' ? burst * random.between(5, 12) : random.between(4, 12)
      for (let i = at; i < Math.min(TWO_WEEKS, last); i++)
        values[i] = kind === 'silent' ? 20 * random.next() : values[i]! * factor
    }
    return { length: TWO_WEEKS, stepSeconds: FIVE_MINUTES, values, events }
  },
}

/** Disk writes: nothing, nothing, a spike; anomalies are spikes that come close together or last. */
export const diskWrites: Family = {
  name: 'disk writes',
  draw(random): Draft {
    const share = random.pick([0.002, 0.01, 0.05])
    const values = fill(TWO_WEEKS, () =>
      random.next() < share ? 1e6 * lognormal(random, 0.7) : random.next() < 0.1 ? 500 : 0,
    )
    const events = eventPlaces(random, TWO_WEEKS, random.between(1, 2))
    for (const at of events) {
      const dense = random.next() < 0.6
      const last = at + random.between(15, 120)
      for (let i = at; i < Math.min(TWO_WEEKS, last); i++) {
        if (dense && random.next() < 0.5) values[i] = 1e6 * lognormal(random, 0.7)
        if (!dense) values[i] = 3e6 + 1e6 * random.next()
      }
      values[at] = 4e6
    }
    return { length: TWO_WEEKS, stepSeconds: FIVE_MINUTES, values, events }
  },
}

/** Requests through a load balancer: counts by the day, bursts; anomalies are surges and outages. */
export const requestCount: Family = {
  name: 'request count',
  draw(random): Draft {
    const mean = random.pick([5, 40, 200])
    const spread = random.pick([0.3, 0.6])
    const rate = (i: number): number =>
      mean * (0.3 + dayCurve(hourAt(i, FIVE_MINUTES), [[14, 5, 1]])) * lognormal(random, spread)
    const values = fill(TWO_WEEKS, (i) => poisson(random, rate(i)))
    sprinkle(random, values, random.between(2, 8), () => Math.round(mean * random.between(2, 5)))
    const events = eventPlaces(random, TWO_WEEKS, random.between(1, 2))
    for (const at of events) {
      const outage = random.next() < 0.25
      const last = at + (outage ? random.between(24, 100) : random.between(1, 40))
      const factor = random.between(5, 12)
      for (let i = at; i < Math.min(TWO_WEEKS, last); i++) values[i] = outage ? 0 : values[i]! * factor + mean
    }
    return { length: TWO_WEEKS, stepSeconds: FIVE_MINUTES, values, events }
  },
}

/** Latency of requests: a flat floor with spikes; anomalies are times with many or much higher spikes. */
export const requestLatency: Family = {
  name: 'request latency',
  draw(random): Draft {
    const level = random.pick([25, 45])
    const noise = random.pick([0.5, 2])
    const values = fill(
      TWO_WEEKS,
      () => level + noise * gaussian(random) + (random.next() < 0.02 ? 4 * noise * random.next() : 0),
    )
    sprinkle(random, values, random.between(3, 10), () => noise * random.between(5, 10))
    const events = eventPlaces(random, TWO_WEEKS, random.between(2, 3))
    for (const at of events) {
      const last = at + random.pick([2, 10, 50])
      const height = noise * random.between(8, 25)
      for (let i = at; i < Math.min(TWO_WEEKS, last); i++)
        if (i === at || random.next() < 0.6) values[i]! += height * (0.5 + random.next())
    }
    return { length: TWO_WEEKS, stepSeconds: FIVE_MINUTES, values, events }
  },
}

/** A misconfigured group of servers: quiet for long, then another regime that stays. */
export const regimeChange: Family = {
  name: 'regime change',
  draw(random): Draft {
    const length = random.pick([4032, 12_000])
    const slow = wander(random, 0.99)
    const daily = random.pick([0, 0.4])
    const values = fill(
      length,
      (i) => 30 + daily * 20 * dayCurve(hourAt(i, FIVE_MINUTES), [[13, 4, 1]]) + 2 * slow() + 1.5 * gaussian(random),
    )
    sprinkle(random, values, random.below(10), () => random.between(5, 10))
    const [at] = eventPlaces(random, length, 1) as [number]
    const kind = random.pick(['up', 'down', 'wild', 'calm'])
    for (let i = at; i < length; i++) {
      if (kind === 'up') values[i]! += 18
      if (kind === 'down') values[i]! -= 18
      if (kind === 'wild') values[i]! += 14 * gaussian(random)
      if (kind === 'calm') values[i] = 30 + 0.1 * gaussian(random)
    }
    return { length, stepSeconds: FIVE_MINUTES, values, events: [at] }
  },
}
