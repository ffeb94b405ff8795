/** @jsxImportSource preact */
import type { Content, Message } from '../../client/shapes.ts'
import { say } from '../words.ts'
import { Icon } from './icons.tsx'

/** What a message says, as the customer sees it. */
export function ContentView({ message: { content, fileUrl } }: { message: Message }) {
  switch (content.type) {
    case 'text':
    case 'menu':
      return (
        <div class="bubble">
          <Linked text={content.text} />
          {content.citations?.map(({ articleId, title }) => (
            <p key={articleId} class="small cite">
              <Icon name="book" size={14} /> {say('from', { title })}
            </p>
          ))}
          {content.type === 'text' && content.preview && <Preview preview={content.preview} />}
        </div>
      )
    case 'link':
      return (
        <a class="bubble thing" href={content.url} target="_blank" rel="noreferrer">
          <b>{content.title}</b>
          {content.description && <span class="small">{content.description}</span>}
        </a>
      )
    case 'card':
      return (
        <div class="bubble thing">
          <b>{content.url ? <a href={content.url}>{content.title}</a> : content.title}</b>
          {content.lines.map(({ label, value }) => (
            <p key={label} class="small card-line">
              <span>{label}</span> <span>{value}</span>
            </p>
          ))}
        </div>
      )
    case 'location':
      return <div class="bubble">{content.label}</div>
    case 'note':
    case 'event':
      return null
    default:
      return fileUrl === null ? (
        <div class="bubble">{say('fetching')}</div>
      ) : (
        <FileView content={content} url={fileUrl} />
      )
  }
}

type LinkPreview = NonNullable<Extract<Content, { type: 'text' }>['preview']>

/** Where a link leads, by its own words. */
function Preview({ preview: { url, title, description } }: { preview: LinkPreview }) {
  return (
    <a class="preview" href={url} target="_blank" rel="noreferrer">
      <b>{title}</b>
      {description && <span class="small">{description}</span>}
    </a>
  )
}

function FileView({ content, url }: { content: Extract<Content, { fileId: string | null }>; url: string }) {
  if (content.type === 'image' || content.type === 'sticker') {
    return (
      <a class="photo" href={url} target="_blank" rel="noreferrer">
        <img src={`${url}?size=320`} alt={('caption' in content && content.caption) || say('picture')} />
      </a>
    )
  }
  if (content.type === 'voice') {
    return (
      <div class="bubble">
        <audio controls preload="none" src={url} aria-label={say('voice')} />
        {content.transcript && <p class="small">“{content.transcript}”</p>}
      </div>
    )
  }
  return (
    <a class="bubble thing file" href={url} target="_blank" rel="noreferrer">
      <Icon name="clip" size={16} /> {content.name || say('file')}
    </a>
  )
}

const ADDRESS = /(https?:\/\/[^\s<>"'，。；）]+)/

/** Addresses in words can be opened. */
function Linked({ text }: { text: string }) {
  return (
    <span class="words">
      {text.split(ADDRESS).map((part, index) =>
        index % 2 === 1 ? (
          <a key={index} href={part} target="_blank" rel="noreferrer">
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </span>
  )
}

export function plainOf(content: Content): string {
  if ('text' in content) return content.text
  return 'name' in content ? content.name : ''
}
