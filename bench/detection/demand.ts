import { dayCurve, eventPlaces, hourAt, type Draft, type Family } from './family.ts'
import { gaussian, lognormal, poisson, wander } from './noise.ts'

/** What people do: journeys, posts, clicks, traffic, keys. */

/** Taxi journeys every half hour for seven months: day and week are everything; holidays break them. */
export const taxiDemand: Family = {
  name: 'taxi demand',
  draw(random): Draft {
    const length = 7000
    const step = 1800
    const rate = (i: number): number => {
      const at = hourAt(i, step)
      const night = at.weekday >= 5 ? dayCurve(at, [[1, 2.5, 0.9]]) : 0
      return (
        3000 +
        20_000 *
          (dayCurve(at, [
            [8.5, 2, 0.45],
            [14, 4, 0.5],
            [19.5, 3, 0.7],
          ]) +
            night)
      )
    }
    const slow = wander(random, 0.98)
    const values = Float64Array.from({ length }, (_, i) =>
      Math.round(rate(i) * (1 + 0.05 * slow() + 0.03 * gaussian(random))),
    )
    const events = eventPlaces(random, length, 5)
    for (const at of events) {
      const factor = random.pick([0.15, 0.5, 0.6, 1.6])
      const last = at + (factor > 1 ? random.between(3, 8) : random.between(24, 48))
      for (let i = at; i < Math.min(length, last); i++) values[i] = Math.round(values[i]! * factor)
    }
    return { length, stepSeconds: step, values, events }
  },
}

/** Mentions of a company every five minutes: small counts, days, bursts of all sizes; the largest are news. */
export const mentions: Family = {
  name: 'mentions',
  draw(random): Draft {
    const length = 15_800
    const mean = random.pick([1, 5, 20, 60])
    const spread = random.pick([0.25, 0.5])
    const rate = (i: number): number =>
      mean * (0.3 + dayCurve(hourAt(i, 300), [[15, 5, 1]])) * lognormal(random, spread)
    const values = Float64Array.from({ length }, (_, i) => poisson(random, rate(i)))
    const burst = (at: number, height: number, halfLife: number): void => {
      for (let i = at; i < Math.min(length, at + 8 * halfLife); i++)
        values[i]! += poisson(random, height * 0.5 ** ((i - at) / halfLife))
    }
    for (let k = random.between(5, 25); k > 0; k--)
      burst(random.below(length), mean * random.between(2, 6), random.between(1, 6))
    const events = eventPlaces(random, length, random.between(3, 4))
    for (const at of events) burst(at, mean * random.between(6, 40), random.between(2, 20))
    return { length, stepSeconds: 300, values, events }
  },
}

/** Prices of advertising every hour: noise with days and frequent outliers. */
export const adPrices: Family = {
  name: 'ad prices',
  draw(random): Draft {
    const length = 1640
    const base = random.pick([0.1, 0.6])
    const spread = random.pick([0.15, 0.35])
    const values = Float64Array.from(
      { length },
      (_, i) => base * (1 + 0.4 * dayCurve(hourAt(i, 3600), [[20, 4, 1]])) * lognormal(random, spread),
    )
    for (let k = random.between(1, 6); k > 0; k--) values[random.below(length)]! *= random.between(2, 3)
    const events = eventPlaces(random, length, random.between(1, 3))
    for (const at of events) {
      const factor = random.pick([0.2, 4, 6, 10])
      const last = at + random.pick([1, 2, 8])
      for (let i = at; i < Math.min(length, last); i++) values[i]! *= factor
    }
    return { length, stepSeconds: 3600, values, events }
  },
}

/** Speed and travel time on a motorway, sent irregularly: rush hours, jams nobody labels, and great ones. */
export const traffic: Family = {
  name: 'traffic',
  draw(random): Draft {
    const length = 3000
    const speed = random.next() < 0.5
    const values = Float64Array.from({ length }, (_, i) => {
      const rush = dayCurve(hourAt(i, 600), [
        [8, 1, 0.7],
        [17.5, 1.5, 1],
      ])
      const noise = gaussian(random)
      return speed
        ? Math.round(75 - 18 * rush * random.next() + 4 * noise)
        : Math.round((100 + 120 * rush * random.next()) * lognormal(random, 0.25))
    })
    for (let k = random.between(2, 8); k > 0; k--) {
      const i = random.below(length)
      values[i] = speed ? Math.max(10, values[i]! - random.between(15, 25)) : values[i]! * random.between(2, 4)
    }
    const events = eventPlaces(random, length, random.between(1, 4))
    for (const at of events) {
      const last = at + random.between(1, 14)
      const size = random.between(4, 12)
      for (let i = at; i < Math.min(length, last); i++)
        values[i] = speed ? Math.max(2, 30 - size * 2 + 4 * gaussian(random)) : values[i]! * size
    }
    return { length, stepSeconds: 600, missing: random.pick([0.05, 0.3]), values, events }
  },
}

/** How long keys are held and how often pressed: bursts of work between absences; an automaton types otherwise. */
export const keyboard: Family = {
  name: 'keyboard',
  draw(random): Draft {
    const length = random.pick([1880, 5300])
    const presence = wander(random, 0.97)
    const values = Float64Array.from({ length }, () =>
      presence() > 0.3 ? 0.1 * lognormal(random, 0.5) : random.next() < 0.1 ? 0.05 * random.next() : 0,
    )
    const events = eventPlaces(random, length, 2)
    for (const at of events) {
      const steady = random.next() < 0.5
      const last = at + random.between(20, 80)
      for (let i = at; i < Math.min(length, last); i++) values[i] = steady ? 0.22 : 0.3 * lognormal(random, 0.6)
    }
    return { length, stepSeconds: 300, values, events }
  },
}
