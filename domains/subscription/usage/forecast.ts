/** Where a level goes if it goes on as it did: a line through the last days, by least squares. */
export interface Forecast {
  readonly perDay: number
  /** Days that the line was drawn through. */
  readonly over: number
  /** Days from the last value until the limit is reached; null when it is not in sight. */
  readonly daysToLimit: number | null
  /** One standard error of the slope, in days of that. */
  readonly errorDays: number | null
}

const LEAST_DAYS = 7
const SIGHT_DAYS = 5 * 365

/** Undefined while there are too few days to say anything. Example: 40, 41, 42 … a day, limit 60, at 50: in 10 days. */
export function forecast(values: readonly number[], limit: number | null): Forecast | undefined {
  if (values.length < LEAST_DAYS) return undefined
  const { slope, error } = lineThrough(values)
  const over = values.length
  const left = limit === null ? null : limit - values.at(-1)!
  if (left === null || slope <= 0 || left / slope > SIGHT_DAYS)
    return { perDay: slope, over, daysToLimit: null, errorDays: null }
  const daysToLimit = Math.max(0, Math.ceil(left / slope))
  const slowest = slope - error
  const errorDays = slowest > 0 ? Math.round(Math.max(0, left) / slowest - Math.max(0, left) / slope) : null
  return { perDay: slope, over, daysToLimit, errorDays }
}

function lineThrough(values: readonly number[]): { slope: number; error: number } {
  const n = values.length
  const middle = (n - 1) / 2
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  const spread = values.reduce((sum, _, x) => sum + (x - middle) ** 2, 0)
  const slope = values.reduce((sum, value, x) => sum + (x - middle) * (value - mean), 0) / spread
  const rest = values.reduce((sum, value, x) => sum + (value - mean - slope * (x - middle)) ** 2, 0)
  return { slope, error: Math.sqrt(rest / (n - 2) / spread) }
}
