import { judge, newJudgement, type Judgement } from './judgement.ts'
import { look, newViews, type Views } from './views.ts'

/**
 * Scores a stream of measurements one by one, each from earlier rows only, in bounded memory.
 * One set of parameters serves every series: the series is its own yardstick, so that neither its unit
 * nor its zero matters. The detector is plain data: `JSON.stringify` saves it, `JSON.parse` resumes it,
 * and the scores go on exactly as if nothing had happened.
 */
export interface Detector {
  readonly version: 1
  /** The first value ever, and the distance of the first other value from it. */
  origin?: number
  unit?: number
  /** Time of the last row in seconds. */
  lastSeconds?: number
  readonly views: Views
  readonly judgement: Judgement
}

/** From this score on an operator should be told. */
export const ALARM_SCORE = 0.5

/** Beyond this many units a value is as far away as can be. */
const FAR = 1e100

export function newDetector(): Detector {
  return { version: 1, views: newViews(), judgement: newJudgement() }
}

/**
 * The anomaly score in [0, 1) of one measurement, which is then taken in. `seconds` is its time since 1970
 * and never goes back; `value` is finite. After an alarm the score stays low until something rarer happens
 * or a few hundred rows have passed: one event, one alarm.
 */
export function observe(detector: Detector, seconds: number, value: number): number {
  if (!Number.isFinite(value)) throw new RangeError(`A measurement must be a finite number, not ${value}`)
  if (!(seconds >= (detector.lastSeconds ?? -Infinity))) throw new RangeError('Measurements must come in order of time')
  detector.lastSeconds = seconds
  return judge(detector.judgement, look(detector.views, seconds, inUnits(detector, value)))
}

function inUnits(detector: Detector, value: number): number {
  detector.origin ??= value
  // Half of each, because the distance of the two largest numbers is not finite.
  const distance = value / 2 - detector.origin / 2
  if (distance !== 0) detector.unit ??= distance
  return Math.max(-FAR, Math.min(FAR, distance / (detector.unit ?? 1)))
}
