import { useText } from '#kit/i18n'
import { tagsOf } from './skills.ts'
import type { Candidates } from './use-candidates.ts'

/** Whom skill and load would choose, with the reason; or why nobody. */
export function MostRoom({ candidates, onChoose }: { candidates: Candidates; onChoose: (userId: string) => void }) {
  const t = useText('desk')
  const { items, skills } = candidates
  const needed = tagsOf(skills).join(t('assign.and'))
  const [best] = items
  if (!best) return null
  if (best.obstacle !== null) {
    const why = (['capacity', 'skill'] as const).find((reason) => items.some(({ obstacle }) => obstacle === reason))
    return t(`assign.nobody.${why ?? 'absent'}`, { skills: needed })
  }
  const { userId, name } = best
  return (
    <span>
      <button type="button" className="link-button" onClick={() => onChoose(userId)}>
        {t('assign.mostRoom', { name })}
      </button>{' '}
      {t('assign.load', { ...best })}
      {needed !== '' && ` · ${t('assign.masters', { skills: needed })}`}
    </span>
  )
}
