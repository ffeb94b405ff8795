import { useText } from '#kit/i18n'
import { Chip, type ShapeName, type Tone } from '#kit/ui'

const GOOD_FROM = 90
const FAIR_FROM = 70

const LOOKS: Readonly<Record<'good' | 'fair' | 'poor', { readonly shape: ShapeName; readonly tone: Tone }>> = {
  good: { shape: 'done', tone: 'ok' },
  fair: { shape: 'half', tone: 'warn' },
  poor: { shape: 'late', tone: 'bad' },
}

/** A score of 0–100 with its shape; none when no rule applied. */
export function ScoreMark({ score }: { score: number | null }) {
  const t = useText('quality')
  if (score === null) return <Chip>{t('noScore')}</Chip>
  const looks = score >= GOOD_FROM ? 'good' : score >= FAIR_FROM ? 'fair' : 'poor'
  return (
    <Chip {...LOOKS[looks]} title={t(`mark.${looks}`)}>
      <span className="n">{score}</span>
    </Chip>
  )
}
