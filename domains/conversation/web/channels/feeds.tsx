import { useNow } from '#kit/data'
import { epochMs, useFormats, useText } from '#kit/i18n'
import { Chip } from '#kit/ui'
import type { ChannelRecord } from '../api.ts'
import { failureWords } from './failure.ts'

/** Where a channel has to be asked: when that last went well, and why it does not now. */
export function Feeds({ feeds }: { feeds: ChannelRecord['feeds'] }) {
  const t = useText('conversation')
  const { duration } = useFormats()
  const now = useNow('second')
  if (feeds.length === 0) return null
  const readOf = (readAt: string | null) => {
    const at = epochMs(readAt)
    if (at === undefined) return t('channels.neverRead')
    return t('channels.readAgo', { time: duration(Math.max(0, Math.round((now - at) / 1000))) })
  }
  return (
    <section className="feeds" aria-label={t('channels.feeds')}>
      {feeds.map(({ name, readAt, failure }) => (
        <p key={name} className="row">
          <Chip tone={failure === null ? 'ok' : 'bad'} shape={failure === null ? 'done' : 'late'}>
            {readOf(readAt)}
          </Chip>
          <span className="mono s t2">{name}</span>
          {failure !== null && (
            <span className="s">{t('channels.readFailed', { failure: failureWords(t, failure) })}</span>
          )}
        </p>
      ))}
    </section>
  )
}
