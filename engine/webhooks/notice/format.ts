/**
 * How a notification is said to a receiver: signed by the Standard Webhooks specification, or as the robot of a group
 * chat wants it. Texts hold customers' words, so each is written where the platform reads no markup and no mention.
 */
import { createHmac } from 'node:crypto'
import { signatureHeaders } from '../signature.ts'

export const FORMATS = ['facet', 'wecom', 'dingtalk', 'feishu', 'slack'] as const
export type FormatName = (typeof FORMATS)[number]

export interface Notice {
  readonly kind: string
  readonly title: string
  readonly body: string
  /** Absolute. */
  readonly url: string | null
  readonly at: string
  readonly openLabel: string
}

export interface Signing {
  readonly id: string
  readonly atMs: number
  readonly secrets: readonly string[]
}

export interface Format {
  /** The robot's own secret has to be typed in; Facet's is made by Facet, and others have none. */
  readonly secret: 'made' | 'given' | 'none'
  /** What is kept and repeated, before it is signed. */
  bodyOf(notice: Notice): unknown
  /** The request as it leaves now. */
  request(url: string, body: string, signing: Signing): { url: string; headers: Record<string, string>; body: string }
  /** What a robot that answers 200 has refused, and whether it only asks for patience. */
  refusalIn(answer: string): { readonly reason: string; readonly busy: boolean } | undefined
}

const accepted = (): undefined => undefined
const unsigned = (url: string, body: string) => ({ url, headers: {}, body })

/** Text messages take 2,048 bytes; mentions come by a list of their own, which is empty. 45009: more than 20 a minute. */
const wecom: Format = {
  secret: 'none',
  bodyOf: (notice) => ({ msgtype: 'text', text: { content: cutToBytes(linesOf(notice), 2048) } }),
  request: unsigned,
  refusalIn: (answer) => codeIn(answer, 'errcode', 'errmsg', [45009, -1]),
}

/** Signed by timestamp and secret in the address. 130101, 410100: more than 20 a minute. */
const dingtalk: Format = {
  secret: 'given',
  bodyOf: (notice) => {
    const { title, body, url } = notice
    if (url === null) return { msgtype: 'text', text: { content: cutToBytes(linesOf(notice), 18_000) } }
    return { msgtype: 'link', link: { title, text: cutToBytes(body || title, 18_000), messageUrl: url, picUrl: '' } }
  },
  request: (address, body, { atMs, secrets }) => {
    const url = new URL(address)
    const [secret = ''] = secrets
    url.searchParams.set('timestamp', String(atMs))
    url.searchParams.set('sign', createHmac('sha256', secret).update(`${atMs}\n${secret}`).digest('base64'))
    return { url: url.href, headers: {}, body }
  },
  refusalIn: (answer) => codeIn(answer, 'errcode', 'errmsg', [130101, 410100, -1]),
}

/** Signed in the body: the key is timestamp and secret, the message is empty. 11232, 9499: too often. */
const feishu: Format = {
  secret: 'given',
  bodyOf: ({ title, body, url, openLabel }) => ({
    msg_type: 'post',
    content: {
      post: {
        zh_cn: {
          title,
          content: [
            ...(body === '' ? [] : [[{ tag: 'text', text: cutToBytes(body, 18_000) }]]),
            ...(url === null ? [] : [[{ tag: 'a', text: openLabel, href: url }]]),
          ],
        },
      },
    },
  }),
  request: (url, body, { atMs, secrets }) => {
    const timestamp = String(Math.floor(atMs / 1000))
    const sign = createHmac('sha256', `${timestamp}\n${secrets[0] ?? ''}`)
      .update('')
      .digest('base64')
    return { url, headers: {}, body: JSON.stringify({ timestamp, sign, ...(JSON.parse(body) as object) }) }
  },
  refusalIn: (answer) => codeIn(answer, 'code', 'msg', [11232, 9499]),
}

/** Three characters are escaped, then nothing in a text is a mention or a link. */
const slack: Format = {
  secret: 'none',
  bodyOf: ({ title, body, url, openLabel }) => ({
    text: [...[title, body].filter(Boolean).map(escaped), ...(url === null ? [] : [`<${url}|${escaped(openLabel)}>`])]
      .join('\n')
      .slice(0, 30_000),
    mrkdwn: false,
  }),
  request: unsigned,
  refusalIn: accepted,
}

const facet: Format = {
  secret: 'made',
  bodyOf: ({ kind, title, body, url, at }) => ({
    type: 'engine.notification',
    timestamp: at,
    data: { kind, title, body, url },
  }),
  request: (url, body, { id, atMs, secrets }) => ({
    url,
    headers: signatureHeaders(secrets, { id, timestampSeconds: Math.floor(atMs / 1000), body }),
    body,
  }),
  refusalIn: accepted,
}

export const formats: Readonly<Record<FormatName, Format>> = { facet, wecom, dingtalk, feishu, slack }

function linesOf({ title, body, url }: Notice): string {
  return [title, body, url].filter(Boolean).join('\n')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** At most so many bytes of UTF-8, never half a character. */
export function cutToBytes(text: string, bytesMax: number): string {
  const bytes = Buffer.from(text)
  if (bytes.length <= bytesMax) return text
  return (
    bytes
      .subarray(0, bytesMax - 3)
      .toString()
      .replace(/�+$/, '') + '…'
  )
}

function codeIn(answer: string, code: string, message: string, busyCodes: readonly number[]) {
  try {
    const read = JSON.parse(answer) as Record<string, unknown>
    const value = read[code] ?? read['StatusCode']
    if (value === 0 || value === undefined) return undefined
    const said = typeof read[message] === 'string' ? read[message] : ''
    return { reason: `${JSON.stringify(value)} ${said}`.trim(), busy: busyCodes.includes(Number(value)) }
  } catch {
    return { reason: 'the answer is not that of a robot', busy: false }
  }
}
