import { useFormats, useText } from '#kit/i18n'
import type { Verdict } from '../../api.ts'

/** The one rule that keeps a technician from a visit, in words. */
export function useRefusalWords(): (verdict: Verdict) => string {
  const t = useText('field')
  const formats = useFormats()
  return ({ refused, skills, couldStartAt }) =>
    t(`why.rule.${refused}`, {
      skills: skills.join(', '),
      time: couldStartAt === null ? '–' : formats.time(couldStartAt),
    })
}

/** Where the parts would come from. */
export function useSupplyWords(): (verdict: Verdict) => string {
  const t = useText('field')
  return ({ supply, storeName }) => (supply === null ? '' : t(`why.supply.${supply}`, { place: storeName ?? '' }))
}

/** What stands in the way of an unplanned visit, in one line: the rules with how many people each one keeps away. */
export function useObstacleWords(): (verdicts: readonly Verdict[]) => string {
  const t = useText('field')
  const formats = useFormats()
  return (verdicts) => {
    const free = verdicts.find(({ refused }) => refused === null)
    if (free) return t('why.couldBe', { name: free.technicianName, time: formats.time(free.startsAt) })
    const groups = [...Map.groupBy(verdicts, ({ refused, skills }) => `${refused} ${skills.join(', ')}`).values()]
    return groups
      .toSorted((a, b) => b.length - a.length)
      .map((group) => {
        const { refused, skills } = group[0]!
        return t(`why.count.${refused}`, { count: group.length, skills: skills.join(', ') })
      })
      .join(' · ')
  }
}
