import { diskWrites, networkBytes, processorLoad, regimeChange, requestCount, requestLatency } from './cloud.ts'
import { adPrices, keyboard, mentions, taxiDemand, traffic } from './demand.ts'
import { labelled, type Family } from './family.ts'
import { brokenDay, machineTemperature, roomTemperature, spikeDensity, uneventful } from './plant.ts'
import type { LabelledSeries } from './score.ts'

/** The families and how many series of each make a corpus of about sixty. */
const MIX: readonly (readonly [Family, number])[] = [
  [processorLoad, 9],
  [networkBytes, 4],
  [diskWrites, 2],
  [requestCount, 3],
  [requestLatency, 2],
  [regimeChange, 3],
  [taxiDemand, 2],
  [mentions, 8],
  [adPrices, 6],
  [traffic, 7],
  [keyboard, 2],
  [machineTemperature, 2],
  [roomTemperature, 2],
  [brokenDay, 4],
  [spikeDensity, 1],
  [uneventful, 4],
]

/** One corpus of labelled series; the same seed gives the same series. */
export function drawCorpus(seed: number): LabelledSeries[] {
  return MIX.flatMap(([family, count], f) =>
    Array.from({ length: count }, (_, i) => labelled(family, seed * 10_007 + f * 101 + i)),
  )
}
