/** A mail as it came, taken apart. */
import PostalMime, { type Address, type Attachment as RawPart, type Email } from 'postal-mime'
import { createHash } from 'node:crypto'
import { healed } from './heal.ts'
import { htmlText } from './html-text.ts'

export interface MailPlace {
  readonly folder: string
  readonly uidValidity: string
  readonly uid: number
}

export interface Mail {
  readonly place: MailPlace
  /** False: only the beginning was read. */
  readonly isWhole: boolean
  readonly receivedAt: string
  /** Without the angle brackets; made from the mail's content where it has none. */
  readonly messageId: string
  readonly references: readonly string[]
  readonly from: Person | undefined
  readonly replyTo: Person | undefined
  /** Everybody to whom it says that it goes. */
  readonly to: readonly Person[]
  readonly subject: string
  readonly text: string
  readonly parts: readonly MailPart[]
  /** The first value of a header, in small letters; '' where there is none. */
  header(name: string): string
}

export interface Person {
  readonly address: string
  readonly name: string
}

export interface MailPart {
  /** Its place among the mail's attachments, by which it is found again. */
  readonly index: number
  readonly name: string
  readonly mimeType: string
  readonly body: Uint8Array
}

const ID_CHARS_MAX = 250
const REFERENCES_MAX = 20

export async function readMail(
  source: Buffer,
  { place, isWhole, receivedAt }: Pick<Mail, 'place' | 'isWhole' | 'receivedAt'>,
): Promise<Mail> {
  const email = await parseMail(source)
  const headers = new Map(email.headers.toReversed().map(({ key, value }) => [key, value]))
  return {
    place,
    isWhole,
    receivedAt,
    messageId: idsIn(email.messageId)[0] ?? `sha256-${createHash('sha256').update(source).digest('hex')}@facet`,
    references: [...new Set([...idsIn(email.references), ...idsIn(email.inReplyTo)])].slice(-REFERENCES_MAX),
    from: personOf(email.from),
    replyTo: personOf(email.replyTo?.[0]),
    to: [...(email.to ?? []), ...(email.cc ?? [])].flatMap(membersOf),
    subject: (email.subject ?? '').replaceAll(/\s+/g, ' ').trim().slice(0, 300),
    text: textOf(email),
    parts: partsOf(email),
    header: (name) => (headers.get(name) ?? '').trim().toLowerCase(),
  }
}

export function parseMail(source: Buffer): Promise<Email> {
  // A forwarded mail is an attachment, not more of this one.
  return PostalMime.parse(healed(source), { forceRfc822Attachments: true })
}

/** `<a@b> <c@d>` → a@b, c@d. */
export function idsIn(text: string | undefined): string[] {
  const found = [...(text ?? '').matchAll(/<([^<>\s]+)>/g)].map(([, id]) => id!)
  return found.filter((id) => id.length <= ID_CHARS_MAX)
}

/** A named group is its members. */
function membersOf(address: Address): Person[] {
  return (address.group ?? [address]).flatMap((one) => personOf(one) ?? [])
}

function personOf(address: Address | undefined): Person | undefined {
  const mailbox = address?.group?.[0] ?? (address?.group ? undefined : address)
  const text = (mailbox?.address ?? '').trim().toLowerCase()
  if (!/^[^\s@]+@[^\s@]+$/.test(text) || text.length > 200) return undefined
  return { address: text, name: (mailbox?.name ?? '').trim().slice(0, 100) }
}

/** HTML is only ever read as words. */
function textOf({ text, html }: Email): string {
  const plain = (text ?? '').trim()
  const words = plain === '' ? htmlText(html ?? '') : plain
  return words
    .replaceAll('\r\n', '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
}

/** The same picture in a mail twice (a signature below each answer) is one. */
function partsOf({ attachments }: Email): MailPart[] {
  const seen = new Set<string>()
  return attachments.flatMap((part, index) => {
    const body = bytesOf(part)
    const print = createHash('sha1').update(body).digest('hex')
    if (body.length === 0 || seen.has(print)) return []
    seen.add(print)
    return [{ index, name: nameOf(part, index), mimeType: part.mimeType || 'application/octet-stream', body }]
  })
}

export function bytesOf({ content }: RawPart): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content)
}

const ENDINGS: Readonly<Record<string, string>> = {
  'text/calendar': 'invite.ics',
  'message/rfc822': 'mail.eml',
  'image/png': 'image.png',
  'image/jpeg': 'image.jpg',
  'image/gif': 'image.gif',
}

function nameOf({ filename, mimeType }: RawPart, index: number): string {
  const told = (filename ?? '').replaceAll(/[/\\\0]/g, '_').trim()
  return (told === '' ? (ENDINGS[mimeType] ?? `attachment-${index + 1}`) : told).slice(0, 200)
}
