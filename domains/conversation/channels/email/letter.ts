/** An answer as a mail: words, the same as simple HTML, and the heads by which every mail program threads it. */
import type { SendMailOptions } from 'nodemailer'
import { isAttachment, type MessageContent } from '../../thread/content.ts'
import { plainText } from '../../thread/plain-text.ts'
import type { MediaFile, Outbound } from '../channel.ts'
import type { EmailConnection } from './connect.ts'

type MailHead = NonNullable<Extract<MessageContent, { type: 'text' }>['mail']>

/** Our own id of it: the same at every attempt. */
export function messageIdOf({ messageId }: Pick<Outbound, 'messageId'>, { settings }: EmailConnection): string {
  return `${messageId}@${settings.address.split('@')[1]!.toLowerCase()}`
}

/** By this header a mail of ours is known when it comes back. */
export function markOf({ channelId }: EmailConnection): string {
  return channelId
}

export async function composeLetter(
  outbound: Outbound,
  connection: EmailConnection,
  answered: MailHead | undefined,
): Promise<SendMailOptions> {
  const { settings } = connection
  const { content, automatic } = outbound
  const file = isAttachment(content) ? await outbound.openFile() : undefined
  const words = wordsOf(content, settings.address)
  const signature = automatic || settings.signature === '' ? '' : settings.signature
  return {
    from: settings.senderName === '' ? settings.address : { name: settings.senderName, address: settings.address },
    to: outbound.externalId,
    cc: copiesOf(content, [outbound.externalId, settings.address]),
    replyTo: settings.address,
    subject: subjectOf(answered),
    messageId: `<${messageIdOf(outbound, connection)}>`,
    ...threadOf(answered),
    text: [words.text, signature && `-- \n${signature}`].filter(Boolean).join('\n\n'),
    html: htmlOf(words.html, signature),
    headers: {
      'X-Facet-Channel': markOf(connection),
      // Absence notes answer people; they must not answer us.
      'X-Auto-Response-Suppress': 'OOF, AutoReply',
      ...(automatic ? { 'Auto-Submitted': 'auto-replied' } : {}),
    },
    attachments: file ? [attached(file)] : [],
  }
}

function copiesOf(content: MessageContent, known: readonly string[]): string[] {
  const without = new Set(known.map((address) => address.toLowerCase()))
  const copies = 'copies' in content ? (content.copies ?? []) : []
  return copies.filter((address) => !without.has(address.toLowerCase()))
}

function subjectOf(answered: MailHead | undefined): string {
  const subject = (answered?.subject ?? '').replace(/\[#[\w:.-]{1,120}\]/, '').trim()
  if (subject === '') return 'Re:'
  return /^(re|aw|回复|答复|回覆)\s?[:：]/i.test(subject) ? subject : `Re: ${subject}`
}

function threadOf(answered: MailHead | undefined) {
  if (!answered) return {}
  const ids = [...answered.references, answered.messageId].map((id) => `<${id}>`)
  return { inReplyTo: `<${answered.messageId}>`, references: ids }
}

interface Words {
  readonly text: string
  readonly html: string
}

function wordsOf(content: MessageContent, address: string): Words {
  if (content.type === 'menu') return menuWords(content, address)
  const text = plainText(content) || (isAttachment(content) ? content.name : '')
  return { text, html: paragraphs(text) }
}

/** Whoever takes a choice sends a mail that says which; nothing has to be opened for it. */
function menuWords({ text, choices }: Extract<MessageContent, { type: 'menu' }>, address: string): Words {
  const items = choices.map(({ id, label }) => {
    const query = `subject=${encodeURIComponent(`${label} [#${id}]`)}&body=${encodeURIComponent(label)}`
    return `<li><a href="mailto:${escaped(address)}?${escaped(query)}">${escaped(label)}</a></li>`
  })
  const lines = choices.map(({ label }, index) => `${index + 1}. ${label}`)
  return { text: [text, ...lines].join('\n'), html: `${paragraphs(text)}<ul>${items.join('')}</ul>` }
}

function htmlOf(body: string, signature: string): string {
  const end = signature === '' ? '' : `<p style="color:#646a73">-- <br>${broken(signature)}</p>`
  return `<!doctype html><html><body style="font:15px/1.6 sans-serif">${body}${end}</body></html>`
}

function paragraphs(text: string): string {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${broken(paragraph)}</p>`)
    .join('')
}

function broken(text: string): string {
  const safe = escaped(text).replaceAll('\n', '<br>')
  return safe.replaceAll(/https?:\/\/[^\s<>&]+/g, (url) => `<a href="${url}">${url}</a>`)
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (mark) => `&#${mark.codePointAt(0)};`)
}

function attached({ name, mimeType, body }: MediaFile) {
  return { filename: name, contentType: mimeType, content: Buffer.from(body) }
}
