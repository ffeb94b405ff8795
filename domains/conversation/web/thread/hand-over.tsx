import { Bot } from 'lucide-react'
import { useFormats, useText } from '#kit/i18n'
import { Chip, TimeStamp } from '#kit/ui'
import type { HandOverCard } from '../../events.ts'
import type { Message } from '../api.ts'

/** What the bot knew when it stopped, and how sure it was. */
export function HandOver({ message: { content, sentAt } }: { message: Message }) {
  const t = useText('conversation')
  const { number } = useFormats()
  if (content.type !== 'event') return null
  const { wants, confirmed, doesNotKnow, confidence, threshold } = content.details as unknown as HandOverCard
  const figure = (value: number) => number(value, { digits: 2 })
  const fields = [
    [t('handOver.wants'), wants],
    [t('handOver.confirmed'), confirmed.join(t('handOver.and'))],
    [t('handOver.doesNotKnow'), doesNotKnow],
  ] as const
  return (
    <section className="hand-over">
      <header>
        <Bot aria-hidden className="accent" size={16} strokeWidth={1.75} />
        <b>{t('handOver.title')}</b>
        {confidence !== null && threshold !== null && (
          <Chip>{t('handOver.confidence', { confidence: figure(confidence), threshold: figure(threshold) })}</Chip>
        )}
        <span className="s t3 right">
          <TimeStamp at={sentAt} />
        </span>
      </header>
      <dl className="s">
        {fields.map(([label, value]) => (
          <div key={label}>
            <dt className="t3">{label}</dt>
            <dd>{value || '–'}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
