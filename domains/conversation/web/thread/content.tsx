import { AppWindow, BookOpen, Download, ExternalLink, MapPin, Paperclip } from 'lucide-react'
import type { ReactNode } from 'react'
import { useFormats, useText } from '#kit/i18n'
import type { AgentContent, Content } from '../api.ts'
import { gist } from '../words.ts'
import { VoicePlayer } from './voice-player.tsx'

type Of<T extends Content['type']> = Extract<Content, { type: T }>
type Filed = Of<'image' | 'voice' | 'video' | 'file' | 'sticker'>

/** What a message says, whatever kind it is. Files open by the reader's own session. */
export function ContentView({ content }: { content: Content | AgentContent }) {
  const t = useText('conversation')
  switch (content.type) {
    case 'text':
      return (
        <>
          <Words
            text={content.text}
            citations={content.citations}
            mail={content.mail}
            readers={content.copies ?? content.mail?.others?.map(({ name, address }) => name || address)}
          />
          {content.preview && <LinkPreview preview={content.preview} />}
        </>
      )
    case 'note':
      return <Words text={content.text} />
    case 'menu':
      return <Menu content={content} />
    case 'link':
      return <LinkCard content={content} />
    case 'card':
      return <Card content={content} />
    case 'location':
      return (
        <Bubble>
          <span className="row">
            <MapPin aria-hidden size={16} strokeWidth={1.75} /> {content.label}
          </span>
        </Bubble>
      )
    case 'event':
      return null
    case 'mini_program':
      return <MiniProgram content={content} />
    default:
      return content.state === 'ready' && content.fileId ? (
        <FileView content={content} src={`/api/engine/files/${content.fileId}`} />
      ) : (
        <Bubble>
          <span className="t3">
            {t(`content.${content.state === 'failed' ? 'lost' : 'pending'}`, { what: gist(t, content) })}
          </span>
        </Bubble>
      )
  }
}

function Bubble({ children }: { children: ReactNode }) {
  return <div className="bubble">{children}</div>
}

interface WordsProps {
  readonly text: string
  readonly citations?: Of<'text'>['citations']
  readonly mail?: Of<'text'>['mail']
  /** Who reads the mail, too. */
  readonly readers?: readonly string[] | undefined
}

function Words({ text, citations = [], mail, readers = [] }: WordsProps) {
  const t = useText('conversation')
  return (
    <Bubble>
      {mail && mail.subject !== '' && <strong className="subject">{mail.subject}</strong>}
      {readers.length > 0 && <span className="s t2 block">{t('content.copies', { names: readers.join(', ') })}</span>}
      <span className="words">{text}</span>
      <Citations citations={citations} />
      {mail?.original !== undefined && <WholeMail text={mail.original} />}
    </Bubble>
  )
}

/** Older mails were cut off for reading; here they are. */
function WholeMail({ text }: { text: string }) {
  const t = useText('conversation')
  return (
    <details className="whole-mail">
      <summary className="s t2">{t('content.wholeMail')}</summary>
      <span className="words s">{text}</span>
    </details>
  )
}

function Citations({ citations = [] }: { citations?: Of<'text'>['citations'] }) {
  return citations.map(({ articleId, title }) => (
    <span key={articleId} className="citation s accent">
      <BookOpen aria-hidden size={14} strokeWidth={1.75} /> {title}
    </span>
  ))
}

function Menu({ content: { text, choices, citations } }: { content: Of<'menu'> }) {
  return (
    <Bubble>
      <span className="words">{text}</span>
      <Citations citations={citations} />
      <ul className="choices s">
        {choices.map(({ id, label }) => (
          <li key={id}>{label}</li>
        ))}
      </ul>
    </Bubble>
  )
}

/** Where a link leads, by its own words. */
function LinkPreview({ preview: { url, title, description, site } }: { preview: NonNullable<Of<'text'>['preview']> }) {
  return (
    <a className="bubble thing link-preview" href={url} target="_blank" rel="noreferrer">
      <span className="s t3 cut">{site ?? new URL(url).host}</span>
      <b>{title}</b>
      {description && <span className="s t2">{description}</span>}
    </a>
  )
}

function LinkCard({ content: { url, title, description } }: { content: Of<'link'> }) {
  return (
    <a className="bubble thing" href={url} target="_blank" rel="noreferrer">
      <b className="row">
        <span className="grow">{title}</span>
        <ExternalLink aria-hidden size={14} strokeWidth={1.75} />
      </b>
      {description && <span className="s t2">{description}</span>}
      <span className="s t3 cut">{url}</span>
    </a>
  )
}

function Card({ content: { title, lines, url } }: { content: Of<'card'> }) {
  return (
    <div className="bubble thing">
      {url ? (
        <a href={url} target="_blank" rel="noreferrer">
          <b>{title}</b>
        </a>
      ) : (
        <b>{title}</b>
      )}
      <dl className="kv s">
        {lines.map(({ label, value }) => (
          <div key={label} className="card-line">
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

/** As WeChat shows it: title, picture, and that it is a mini program; which one, for who looks closer. */
function MiniProgram({ content: { title, appId, page, fileId, state } }: { content: Of<'mini_program'> }) {
  const t = useText('conversation')
  return (
    <div className="bubble thing mini-program" title={`${appId} · ${page}`}>
      <b>{title}</b>
      {fileId && state === 'ready' && <img src={`/api/engine/files/${fileId}/thumbnail?size=320`} alt="" />}
      <span className="s t3 row">
        <AppWindow aria-hidden size={14} strokeWidth={1.75} />
        <span className="nb">{t('content.mini_program')}</span>
        <span className="cut">{page}</span>
      </span>
    </div>
  )
}

function FileView({ content, src }: { content: Filed; src: string }) {
  const t = useText('conversation')
  const { bytes } = useFormats()
  switch (content.type) {
    case 'image':
    case 'sticker':
      return (
        <a className="photo" href={src} target="_blank" rel="noreferrer">
          <img
            src={`${src}/thumbnail?size=320`}
            alt={('caption' in content && content.caption) || t(`content.${content.type}`)}
          />
        </a>
      )
    case 'voice':
      return (
        <Bubble>
          <VoicePlayer
            src={src}
            seconds={content.seconds}
            transcript={content.transcript}
            mimeType={content.mimeType}
          />
        </Bubble>
      )
    case 'video':
      return (
        <video
          className="photo"
          src={src}
          controls
          preload="metadata"
          aria-label={content.caption ?? t('content.video')}
        >
          <track kind="captions" />
        </video>
      )
    case 'file':
      return (
        <a className="bubble thing row" href={`${src}?download=true`}>
          <Paperclip aria-hidden size={16} strokeWidth={1.75} />
          <span className="grow cut">{content.name}</span>
          <span className="s t3 nb">{bytes(content.bytes)}</span>
          <Download aria-hidden size={14} strokeWidth={1.75} />
        </a>
      )
  }
}
