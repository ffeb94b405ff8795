import { useFormats, useText } from '#kit/i18n'
import type { Remark } from '../../api.ts'

/** An obstacle or a warning as one sentence: the rule, and what it is about. */
export function useRemarkWords(): (remark: Remark) => string {
  const t = useText('field')
  const formats = useFormats()
  return ({ rule, names = [], number, needSeconds, haveSeconds, at, until }) => {
    const key = rule === 'travel' && number === undefined ? 'travelFromHome' : rule
    return t(`hand.rule.${key}`, {
      names: names.join(', '),
      number,
      need: formats.duration(needSeconds ?? null),
      have: formats.duration(haveSeconds ?? null),
      time: at === undefined ? '' : formats.moment(at),
      range: at === undefined || until === undefined ? '' : formats.timeRange(at, until),
    })
  }
}
