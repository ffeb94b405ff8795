/**
 * Opening hours as people type them: `08:30-12:00 13:30-18:00` for a day, nothing for a closed one; special days one
 * a line, `2026-12-31 09:00-12:00`, or the date alone when it is closed.
 */
export type DayHours = [string, string][]

const TIME = String.raw`([01]\d|2[0-3]):[0-5]\d|24:00`
const WINDOW = new RegExp(`^(${TIME})[-–—~](${TIME})$`)
const DATE = /^\d{4}-\d{2}-\d{2}$/

export function hoursToText(hours: readonly (readonly [string, string])[] = []): string {
  return hours.map(([from, to]) => `${from}-${to}`).join(' ')
}

/** Undefined when something in it is no window such as `09:00-17:00`, or ends before it begins. */
export function hoursOfText(text: string): DayHours | undefined {
  const words = text.split(/[\s,，、;；]+/).filter((word) => word !== '')
  const windows = words.map((word) => WINDOW.exec(word.replaceAll('：', ':')))
  const hours = windows.map((match): [string, string] | undefined => (match ? [match[1]!, match[3]!] : undefined))
  return hours.every((window): window is [string, string] => window !== undefined && window[0] < window[1])
    ? hours
    : undefined
}

export interface SpecialDays {
  readonly holidays: string[]
  readonly overrides: Record<string, DayHours>
}

export function specialToText({ holidays, overrides }: SpecialDays): string {
  const lines = [
    ...holidays,
    ...Object.entries(overrides).map(([date, hours]) => `${date} ${hoursToText(hours)}`.trim()),
  ]
  return lines.toSorted().join('\n')
}

/** Undefined when a line is not a date, or has hours that cannot be read. `MM-DD` is a holiday of every year. */
export function specialOfText(text: string): SpecialDays | undefined {
  const special: SpecialDays = { holidays: [], overrides: {} }
  for (const line of text.split('\n')) {
    const [date = '', ...rest] = line.trim().split(/\s+/)
    if (date === '') continue
    const hours = hoursOfText(rest.join(' '))
    if (!hours) return undefined
    if (hours.length === 0 && (DATE.test(date) || /^\d{2}-\d{2}$/.test(date))) special.holidays.push(date)
    else if (DATE.test(date)) special.overrides[date] = hours
    else return undefined
  }
  return special
}
