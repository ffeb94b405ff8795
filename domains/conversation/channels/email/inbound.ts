/** A mail in our words: its text as one message, each attachment as a further one. */
import type { MessageContent } from '../../thread/content.ts'
import { TEXT_MAX } from '../../thread/content.ts'
import { languageOf } from '../../bot/reply.ts'
import type { Inbound } from '../channel.ts'
import { markOf } from './letter.ts'
import { automaticOf, isSpam } from './mail/automatic.ts'
import { bounceOf } from './mail/bounce.ts'
import { newWords } from './mail/quoted.ts'
import type { Mail, MailPart, Person } from './mail/read-mail.ts'
import type { EmailConnection } from './connect.ts'

const ATTACHMENTS_MAX = 20
const ATTACHMENT_BYTES_MAX = 20 * 1024 * 1024
const ORIGINAL_MAX = 20_000

/** An empty list: nothing for anybody, a mail of our own that has come back. */
export function toInbound(mail: Mail, connection: EmailConnection): readonly Inbound[] | 'unreadable' {
  if (isOurs(mail, connection)) return []
  const bounce = bounceOf(mail)
  if (bounce?.messageId !== undefined) {
    const { messageId: platformId, reason } = bounce
    return reason === undefined ? [] : [{ kind: 'send_failed', platformId, reason }]
  }
  const writer = mail.replyTo ?? mail.from
  if (bounce || !writer || writer.address === connection.settings.address.toLowerCase()) return 'unreadable'
  const sender = {
    externalId: writer.address,
    name: (mail.from?.name ?? writer.name) || undefined,
    locale: languageOf(`${mail.subject} ${mail.text.slice(0, 500)}`),
    sentAt: mail.receivedAt,
  }
  if (automaticOf(mail) === 'answer') return [absence(mail, sender)]
  const files = mail.parts.slice(0, ATTACHMENTS_MAX).map((part) => fileOf(mail, part))
  return [textOf(mail, othersOf(mail, [writer.address, connection.settings.address])), ...files].map(
    (content, index) => ({
      kind: 'message',
      ...sender,
      sourceId: index === 0 ? mail.messageId : `${mail.messageId}#${index}`,
      content,
      ...(isSpam(mail) ? { tags: ['spam'] } : {}),
    }),
  )
}

/** What we have sent says so; on its way back it is no customer's. */
function isOurs({ header }: Mail, connection: EmailConnection): boolean {
  return header('x-facet-channel') === markOf(connection)
}

type Sender = Pick<Extract<Inbound, { kind: 'message' }>, 'externalId' | 'name' | 'locale' | 'sentAt'>

/** An absence note is good to know, and opens no conversation. */
function absence({ messageId, subject, text }: Mail, sender: Sender): Inbound {
  const details = { subject, text: text.slice(0, 2000) }
  return { kind: 'event', ...sender, sourceId: messageId, event: 'automatic_reply', details }
}

const OTHERS_MAX = 20

/** Who reads along: to whom the mail went besides us, and besides who will be answered. */
function othersOf({ to, from }: Mail, known: readonly string[]): Person[] {
  const without = new Set([...known, from?.address ?? ''].map((address) => address.toLowerCase()))
  const others = new Map(to.map((person) => [person.address, person]))
  return [...others.values()].filter(({ address }) => !without.has(address)).slice(0, OTHERS_MAX)
}

function textOf(mail: Mail, others: Person[]): MessageContent {
  const { subject, text, messageId, references } = mail
  const words = newWords(text, subject)
  const shown = words.slice(0, TEXT_MAX)
  const choiceId = choiceIn(subject)
  return {
    type: 'text',
    text: shown || subject || '—',
    ...(choiceId === undefined ? {} : { choiceId }),
    mail: {
      subject,
      messageId,
      references: [...references],
      ...(others.length === 0 ? {} : { others }),
      automatic: automaticOf(mail) !== 'no' || isSpam(mail),
      ...(shown === text ? {} : { original: text.slice(0, ORIGINAL_MAX) }),
    },
  }
}

/** A choice of a menu is taken by a mail whose subject carries it; see letter.ts. */
function choiceIn(subject: string): string | undefined {
  return /\[#([\w:.-]{1,120})\]/.exec(subject)?.[1]
}

function fileOf({ place, isWhole }: Mail, { index, name, mimeType, body }: MailPart): MessageContent {
  const type = mimeType.startsWith('image/') && !mimeType.includes('svg') ? 'image' : 'file'
  const isKept = isWhole && body.length <= ATTACHMENT_BYTES_MAX
  const mediaId = mediaIdOf({ ...place, index })
  const state = isKept ? ('pending' as const) : ('failed' as const)
  return {
    type,
    fileId: null,
    state,
    name,
    mimeType: mimeType.slice(0, 100),
    bytes: isWhole ? body.length : 0,
    mediaId,
  }
}

export interface PartPlace {
  readonly folder: string
  readonly uidValidity: string
  readonly uid: number
  readonly index: number
}

function mediaIdOf({ uidValidity, uid, index, folder }: PartPlace): string {
  return [uidValidity, uid, index, folder].join(':')
}

export function partPlaceOf(mediaId: string): PartPlace | undefined {
  const [, uidValidity, uid, index, folder] = /^(\d+):(\d+):(\d+):(.+)$/s.exec(mediaId) ?? []
  return folder === undefined
    ? undefined
    : { uidValidity: uidValidity!, uid: Number(uid), index: Number(index), folder }
}
