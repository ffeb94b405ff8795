import type { TFunction } from 'i18next'
import type { Formats } from '#kit/i18n'

export type Unit = 'count' | 'share' | 'seconds'

/** How a figure has changed since the time before: counts in per cent, shares in points, times in seconds. */
export function changeWords(
  { number, percent }: Pick<Formats, 'number' | 'percent'>,
  t: TFunction,
  unit: Unit,
  now: number | null,
  before: number | null,
): string {
  if (now === null || before === null || (unit === 'count' && before === 0)) return t('report.noFormer')
  if (unit === 'count') return percent((now - before) / before, { signed: true })
  if (unit === 'share') return t('report.points', { points: number((now - before) * 100, { digits: 1, signed: true }) })
  return t('report.secondsMore', { seconds: number(Math.round(now - before), { signed: true }) })
}
