import { useFormats, useText } from '#kit/i18n'
import { Chip } from '#kit/ui'

/** How sure it is, beside what it would have to be for the bot to answer by itself. */
export function Confidence({ value, threshold }: { value: number; threshold: number }) {
  const t = useText('conversation')
  const { percent } = useFormats()
  const sure = value >= threshold
  return (
    <Chip outlined tone={sure ? 'ok' : 'neutral'} shape={sure ? 'done' : 'open'}>
      {t('assist.confidence', { value: percent(value), threshold: percent(threshold) })}
    </Chip>
  )
}
