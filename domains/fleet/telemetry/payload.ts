import { clock, invalidInput, type Problem } from '#engine/kernel'

/** One measured value. */
export interface Point {
  readonly key: string
  /** Milliseconds since the epoch. */
  readonly atMs: number
  readonly value: number
}

const KEY = /^[\w.:-]{1,64}$/
const POINTS_MAX = 1000
/** A device's clock may be wrong; values from further ahead than this are refused. */
const AHEAD_MS_MAX = 24 * 3600 * 1000

/**
 * Reads what ThingsBoard's device API accepts: `{"k": v}`, `{"ts": 1, "values": {"k": v}}`, or a list of either.
 * Numbers and booleans are kept as values; text belongs to attributes and is refused here, with its place.
 */
export function parseTelemetry(payload: string): Point[] {
  const problems: Problem[] = []
  const points = listOf(parseJson(payload)).flatMap((entry, index) => readEntry(entry, `/${index}`, problems))
  if (points.length === 0 && problems.length === 0) problems.push({ path: '', message: 'has no values' })
  if (points.length > POINTS_MAX)
    problems.push({ path: '', message: `has ${points.length} values, at most ${POINTS_MAX} are taken` })
  if (problems.length > 0) throw invalidInput(problems)
  return points
}

/** Attributes are facts that change rarely: `{"firmware": "1.2", "disk_model": "…"}`. */
export function parseAttributes(payload: string): Record<string, string | number | boolean> {
  const parsed = parseJson(payload)
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw invalidInput([{ path: '', message: 'should be an object of attributes' }])
  }
  const problems: Problem[] = []
  const entries = Object.entries(parsed).filter(([key, value]) => {
    if (!KEY.test(key)) problems.push({ path: `/${key}`, message: 'is not a key: letters, digits and . : _ - only' })
    if (!['string', 'number', 'boolean'].includes(typeof value))
      problems.push({ path: `/${key}`, message: 'should be text, a number or true/false' })
    return true
  })
  if (problems.length > 0) throw invalidInput(problems)
  return Object.fromEntries(entries) as Record<string, string | number | boolean>
}

function parseJson(payload: string): unknown {
  try {
    return JSON.parse(payload)
  } catch (error) {
    throw invalidInput([{ path: '', message: `is not JSON: ${(error as Error).message}` }])
  }
}

function listOf(parsed: unknown): unknown[] {
  return Array.isArray(parsed) ? parsed : [parsed]
}

function readEntry(entry: unknown, path: string, problems: Problem[]): Point[] {
  if (typeof entry !== 'object' || entry === null) {
    problems.push({ path, message: 'should be an object of values' })
    return []
  }
  const { ts, values } = entry as { ts?: unknown; values?: unknown }
  const stamped = typeof values === 'object' && values !== null && ts !== undefined
  const atMs = stamped ? readTime(ts, `${path}/ts`, problems) : clock.ms()
  const measured = stamped ? (values as object) : entry
  return Object.entries(measured).flatMap(([key, value]) => readValue(key, value, atMs, path, problems))
}

function readTime(ts: unknown, path: string, problems: Problem[]): number {
  if (typeof ts === 'number' && Number.isFinite(ts) && ts > 0 && ts <= clock.ms() + AHEAD_MS_MAX) return Math.trunc(ts)
  problems.push({ path, message: 'should be milliseconds since 1970, not in the future' })
  return 0
}

function readValue(key: string, value: unknown, atMs: number, path: string, problems: Problem[]): Point[] {
  const number = typeof value === 'boolean' ? Number(value) : value
  if (!KEY.test(key))
    problems.push({ path: `${path}/${key}`, message: 'is not a key: letters, digits and . : _ - only' })
  else if (typeof number !== 'number' || !Number.isFinite(number))
    problems.push({ path: `${path}/${key}`, message: 'should be a number' })
  else return [{ key, atMs, value: number }]
  return []
}
