import { Image as Picture, Link2 } from 'lucide-react'
import { useFormats, useText } from '#kit/i18n'
import type { Panels } from '../api.ts'

type Message = Panels['phone'][number]

interface PhoneProps {
  readonly messages: Panels['phone']
  readonly only?: Message['kind']
}

/** Her phone: what WeChat carried to it and from it. Her language stays hers. */
export function Phone({ messages, only }: PhoneProps) {
  const t = useText('story')
  const shown = only === undefined ? messages : messages.filter(({ kind }) => kind === only)
  if (shown.length === 0) return null
  return (
    <section className="story-phone" aria-label={t('phone.label')} lang="zh-CN">
      <header className="s md">{t('phone.account')}</header>
      <ol>
        {shown.map((message, index) => (
          <li key={index} className={message.mine ? 'mine' : 'theirs'}>
            <Bubble message={message} />
          </li>
        ))}
      </ol>
    </section>
  )
}

function Bubble({ message: { kind, text, choices, url, at } }: { message: Message }) {
  const t = useText('story')
  const f = useFormats()
  return (
    <div className={`story-bubble ${kind}`}>
      {kind === 'picture' ? (
        <span className="row">
          <Picture aria-hidden size={16} strokeWidth={1.75} />
          {t('phone.photo')}
        </span>
      ) : kind === 'link' && url !== null ? (
        <a className="row" href={new URL(url).pathname} target="_blank" rel="noreferrer">
          <Link2 aria-hidden size={16} strokeWidth={1.75} />
          {text}
        </a>
      ) : (
        <p>{text}</p>
      )}
      {choices.map((choice) => (
        <span key={choice} className="story-choice">
          {choice}
        </span>
      ))}
      <time className="s n">{f.time(at)}</time>
    </div>
  )
}
