/**
 * The platform's side of an Official Account, as its documentation describes it: tokens that run out, a quota of five
 * messages after the customer's last, media that are kept, and callbacks that come up to three times.
 */
import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import WXBizMsgCrypt from 'wechat-crypto'

export interface SentMessage {
  readonly touser: string
  readonly msgtype: string
  readonly [field: string]: unknown
}

export interface FakeWechat {
  readonly url: string
  /** Messages that customers have received, in order. */
  readonly sent: SentMessage[]
  readonly typing: string[]
  readonly tokenRequests: { readonly force: boolean }[]
  /** The next calls of `custom/send` answer these codes instead; `hang` never answers. */
  readonly failures: (number | 'hang')[]
  /** The customer has written: the window opens for five messages. */
  customerWrote(openId: string): void
  /** The customer has followed the account or scanned its code: three messages. */
  customerCame(openId: string): void
  /** The token in use is no longer taken. */
  revokeToken(): void
  keepMedia(id: string, file: { type: string; body: Buffer }): void
  /** The custom menu as customers see it; undefined when there is none. */
  menu(): unknown
  /** What was asked for with each code, by the ticket that was given for it. */
  readonly codes: ReadonlyMap<string, CodeWanted>
  stop(): Promise<void>
}

export interface CodeWanted {
  readonly action_name: string
  readonly expire_seconds?: number
  readonly action_info: { readonly scene: { readonly scene_str: string } }
}

const QUOTA = 5
const SHORT_QUOTA = 3
const DAY_SECONDS = 86_400

interface MediaFile {
  readonly type: string
  readonly body: Buffer
}

/** What the platform remembers of the account. */
interface Memory {
  readonly account: { readonly appId: string; readonly appSecret: string }
  readonly sent: SentMessage[]
  readonly typing: string[]
  readonly tokenRequests: { readonly force: boolean }[]
  readonly failures: (number | 'hang')[]
  /** Messages that may still be sent to a customer. */
  readonly left: Map<string, number>
  readonly media: Map<string, MediaFile>
  readonly codes: Map<string, CodeWanted>
  menu: object | undefined
  token: string
}

export async function startFakeWechat(account: { appId: string; appSecret: string }): Promise<FakeWechat> {
  const memory: Memory = {
    account,
    sent: [],
    typing: [],
    tokenRequests: [],
    failures: [],
    left: new Map(),
    media: new Map(),
    codes: new Map(),
    menu: undefined,
    token: newToken(),
  }
  const server = createServer((request, response) => void answer(memory, request, response))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { sent, typing, tokenRequests, failures } = memory
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    typing,
    tokenRequests,
    failures,
    codes: memory.codes,
    menu: () => memory.menu,
    customerWrote: (openId) => memory.left.set(openId, QUOTA),
    customerCame: (openId) => memory.left.set(openId, SHORT_QUOTA),
    revokeToken: () => void (memory.token = newToken()),
    keepMedia: (id, file) => memory.media.set(id, file),
    stop: () => {
      server.closeAllConnections()
      return new Promise((stopped) => server.close(() => stopped()))
    },
  }
}

async function answer(memory: Memory, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://fake')
  const body = await buffer(request)
  const parsed = () => JSON.parse(body.toString()) as SentMessage
  const json = (value: object): void => {
    response.setHeader('content-type', 'application/json; encoding=utf-8')
    response.end(JSON.stringify(value))
  }
  if (pathname === '/cgi-bin/stable_token') return json(issueToken(memory, parsed()))
  if (searchParams.get('access_token') !== memory.token) return json({ errcode: 40001, errmsg: 'invalid credential' })
  if (pathname === '/cgi-bin/message/custom/send') {
    if (memory.failures[0] === 'hang') return void memory.failures.shift()
    return json(send(memory, parsed()))
  }
  if (pathname === '/cgi-bin/message/custom/typing') {
    memory.typing.push(parsed().touser)
    return json({ errcode: 0, errmsg: 'ok' })
  }
  const setUp = SET_UP[pathname]
  if (setUp) return json(setUp(memory, body))
  if (pathname === '/cgi-bin/media/upload') return json(upload(memory, request.headers['content-type'] ?? '', body))
  const file = memory.media.get(searchParams.get('media_id') ?? '')
  if (pathname !== '/cgi-bin/media/get' || !file) return json({ errcode: 40007, errmsg: 'invalid media_id' })
  response.setHeader('content-type', file.type)
  response.setHeader('content-disposition', 'attachment; filename="photo.jpg"')
  response.end(file.body)
}

function issueToken(memory: Memory, given: Readonly<Record<string, unknown>>): object {
  if (given['appid'] !== memory.account.appId) return { errcode: 40013, errmsg: 'invalid appid' }
  if (given['secret'] !== memory.account.appSecret) return { errcode: 40125, errmsg: 'invalid appsecret' }
  const force = given['force_refresh'] === true
  memory.tokenRequests.push({ force })
  if (force) memory.token = newToken()
  return { access_token: memory.token, expires_in: 7200 }
}

function send({ failures, left, sent }: Memory, message: SentMessage): object {
  const failure = failures.shift()
  if (typeof failure === 'number') return { errcode: failure, errmsg: `code ${failure}` }
  const quota = left.get(message.touser)
  if (quota === undefined) return { errcode: 45015, errmsg: 'response out of time limit or subscription is canceled' }
  if (quota === 0) return { errcode: 45047, errmsg: 'out of response count limit' }
  left.set(message.touser, quota - 1)
  sent.push(message)
  return { errcode: 0, errmsg: 'ok' }
}

const OK = { errcode: 0, errmsg: 'ok' }

/** The account's menu and codes. */
const SET_UP: Readonly<Record<string, (memory: Memory, body: Buffer) => object>> = {
  '/cgi-bin/menu/create': (memory, body) => {
    const menu = JSON.parse(body.toString()) as { button: { sub_button?: unknown[] }[] }
    if (menu.button.length > 3) return { errcode: 40016, errmsg: 'invalid button size' }
    if (menu.button.some(({ sub_button: inside = [] }) => inside.length > 5)) {
      return { errcode: 40023, errmsg: 'invalid sub button size' }
    }
    memory.menu = menu
    return OK
  },
  '/cgi-bin/menu/get': ({ menu }) => (menu ? { menu } : { errcode: 46003, errmsg: 'menu no exist' }),
  '/cgi-bin/menu/delete': (memory) => {
    memory.menu = undefined
    return OK
  },
  '/cgi-bin/qrcode/create': ({ codes }, body) => {
    const wanted = JSON.parse(body.toString()) as CodeWanted
    const isPermanent = wanted.action_name === 'QR_LIMIT_STR_SCENE'
    const seconds = wanted.expire_seconds ?? 30
    const scene = wanted.action_info.scene.scene_str
    if (!isPermanent && (wanted.action_name !== 'QR_STR_SCENE' || seconds > 30 * DAY_SECONDS)) {
      return { errcode: 40053, errmsg: 'invalid action info' }
    }
    if (scene.length < 1 || scene.length > 64) return { errcode: 40053, errmsg: 'invalid action info' }
    const ticket = newToken()
    codes.set(ticket, wanted)
    const url = `http://weixin.qq.com/q/${ticket.slice(0, 12)}`
    return isPermanent ? { ticket, url } : { ticket, url, expire_seconds: seconds }
  },
}

/** Takes the one part of the form apart. */
function upload({ media }: Memory, contentType: string, body: Buffer): object {
  const id = `media-${media.size + 1}`
  const text = body.toString('latin1')
  const start = text.indexOf('\r\n\r\n') + 4
  const boundary = /boundary=(.+)$/.exec(contentType)?.[1] ?? ''
  media.set(id, { type: 'image/png', body: body.subarray(start, text.indexOf(`\r\n--${boundary}`, start)) })
  return { type: 'image', media_id: id, created_at: 1 }
}

function newToken(): string {
  return randomBytes(32).toString('base64url')
}

export const ACCOUNT = {
  appId: 'wx5823bf96d3bd56c7',
  appSecret: 'a-secret-of-the-console',
  token: 'QDG6eK',
  aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
}

export interface Callback {
  readonly query: Record<string, string>
  readonly body: string
}

/** A callback as the platform sends it; encrypted and signed by outside code (npm `wechat-crypto`). */
export function callback(xml: string, mode: 'plain' | 'compatible' | 'safe', account = ACCOUNT): Callback {
  const timestamp = '1772000000'
  const nonce = randomBytes(4).toString('hex')
  const crypt = new WXBizMsgCrypt(account.token, account.aesKey, account.appId)
  const signature = sign([account.token, timestamp, nonce])
  if (mode === 'plain') return { query: { signature, timestamp, nonce }, body: xml }
  const encrypted = crypt.encrypt(xml)
  const msg_signature = crypt.getSignature(timestamp, nonce, encrypted)
  const envelope = `<Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`
  const body =
    mode === 'safe' ? `<xml><ToUserName><![CDATA[gh]]></ToUserName>${envelope}` : xml.replace('</xml>', envelope)
  return { query: { signature, timestamp, nonce, encrypt_type: 'aes', msg_signature }, body }
}

function sign(parts: string[]): string {
  return createHash('sha1').update(parts.sort().join('')).digest('hex')
}

/** The fields in the platform's order and dress. */
export function xmlOf(fields: Record<string, string | number>): string {
  const entries = Object.entries({ ToUserName: 'gh_7f083739789a', CreateTime: 1772000000, ...fields })
  const dressed = entries.map(([name, value]) =>
    typeof value === 'number' ? `<${name}>${value}</${name}>` : `<${name}><![CDATA[${value}]]></${name}>`,
  )
  return `<xml>${dressed.join('\n')}</xml>`
}
