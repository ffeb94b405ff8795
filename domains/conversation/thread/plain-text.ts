import type { MessageContent } from './content.ts'

/** What can be read of a message: for lists, search, transcripts and channels that only know text. */
export function plainText(content: MessageContent): string {
  switch (content.type) {
    case 'text':
    case 'note':
      return content.text
    case 'image':
    case 'video':
      return content.caption ?? ''
    case 'voice':
      return content.transcript ?? ''
    case 'file':
    case 'sticker':
      return content.name
    case 'mini_program':
      return content.title
    case 'location':
      return content.label
    case 'link':
      return [content.title, content.url].filter(Boolean).join('\n')
    case 'card':
      return [content.title, ...content.lines.map(({ label, value }) => `${label} ${value}`)].join('\n')
    case 'menu':
      return [content.text, ...content.choices.map(({ label }, index) => `${index + 1}. ${label}`)].join('\n')
    case 'event':
      return ''
  }
}
