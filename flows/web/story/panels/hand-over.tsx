import { useText } from '#kit/i18n'
import { Card, KeyValue } from '#kit/ui'
import type { Panels } from '../api.ts'

/** What the agent reads before she says a word. */
export function HandOver({ card }: { card: Panels['handOver'] }) {
  const t = useText('story')
  if (!card) return null
  return (
    <Card title={t('card.title')} aside={<span className="s t2">{t('card.aside')}</span>}>
      <div className="in">
        <KeyValue
          items={[
            [t('card.wants'), card.wants],
            [t('card.confirmed'), card.confirmed.join(' · ')],
            [t('card.doesNotKnow'), card.doesNotKnow],
            [t('card.cites'), card.citation ?? '–'],
          ]}
        />
      </div>
    </Card>
  )
}
