/**
 * The platform's side of WeCom customer service, as its documentation describes it: messages that are asked for in
 * pages (some of them empty), ids that are taken once, five messages after the customer's last, codes for one greeting.
 */
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import WXBizMsgCrypt from 'wechat-crypto'
import { clock } from '#engine/kernel'

export const COMPANY = {
  corpId: 'ww5823bf96d3bd56c7',
  kfSecret: 'a-secret-of-the-console',
  token: 'QDG6eK',
  aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
}
export const ACCOUNT = 'wkAJ2GCAAAZSfhHCt7IFSvLKtMPx'
export const CUSTOMER = 'wmAJ2GCAAAME1XQRC-NI-q0_ZM9u'

type Json = Readonly<Record<string, unknown>>

/** An empty page that has more behind it. */
const GAP = 'gap'
const QUOTA = 5
const WELCOME_MS = 20_000

interface Memory {
  readonly feed: (Json | typeof GAP)[]
  readonly sent: Json[]
  readonly greeted: Json[]
  readonly stages: Json[]
  readonly recalled: string[]
  readonly failures: number[]
  readonly media: Map<string, { type: string; body: Buffer }>
  readonly codes: Map<string, number>
  readonly asked: Json[]
  tokenRequests: number
  left: number | undefined
  accessToken: string
  pageSize: number
}

export interface FakeWecom extends Memory {
  readonly url: string
  /** A customer's message, or anything else that `sync_msg` answers; the same id comes once. */
  push(message: Json): void
  pushGap(): void
  /** Somebody comes in; answers the code that greets him. */
  enter(): string
  revokeToken(): void
  stop(): Promise<void>
}

export async function startFakeWecom(): Promise<FakeWecom> {
  const memory: Memory = {
    feed: [],
    sent: [],
    greeted: [],
    stages: [],
    recalled: [],
    failures: [],
    media: new Map(),
    codes: new Map(),
    asked: [],
    tokenRequests: 0,
    left: undefined,
    accessToken: newToken(),
    pageSize: 1000,
  }
  const server = createServer((request, response) => void answer(memory, request, response))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return Object.assign(memory, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    push: (message: Json) => push(memory, message),
    pushGap: () => void memory.feed.push(GAP),
    enter: () => enter(memory),
    revokeToken: () => void (memory.accessToken = newToken()),
    stop: () => {
      server.closeAllConnections()
      return new Promise<void>((stopped) => server.close(() => stopped()))
    },
  })
}

function push(memory: Memory, message: Json): void {
  const isKnown = memory.feed.some((item) => item !== GAP && item['msgid'] === message['msgid'])
  if (isKnown) return
  const usual = { open_kfid: ACCOUNT, external_userid: CUSTOMER, send_time: Math.floor(clock.ms() / 1000), origin: 3 }
  memory.feed.push({ ...usual, ...message })
  if ((message['origin'] ?? 3) === 3) memory.left = QUOTA
}

function enter(memory: Memory): string {
  const code = newToken()
  memory.codes.set(code, clock.ms() + WELCOME_MS)
  const event = { event_type: 'enter_session', open_kfid: ACCOUNT, external_userid: CUSTOMER, scene: 'qr7' }
  push(memory, { msgid: newToken(), origin: 4, msgtype: 'event', event: { ...event, welcome_code: code } })
  return code
}

async function answer(memory: Memory, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://fake')
  const body = await buffer(request)
  const json = (value: object): void => {
    response.setHeader('content-type', 'application/json; charset=UTF-8')
    response.end(JSON.stringify(value))
  }
  if (pathname === '/cgi-bin/gettoken') return json(issueToken(memory, searchParams))
  if (searchParams.get('access_token') !== memory.accessToken) return json({ errcode: 40014, errmsg: 'invalid token' })
  if (pathname === '/cgi-bin/media/upload') return json(upload(memory, request.headers['content-type'] ?? '', body))
  if (pathname === '/cgi-bin/media/get') return download(memory, searchParams, response, json)
  const call = CALLS[pathname.replace('/cgi-bin/kf/', '')]
  json(call ? call(memory, JSON.parse(body.toString()) as Json) : { errcode: 404, errmsg: 'no such method' })
}

const OK = { errcode: 0, errmsg: 'ok' }

const CALLS: Readonly<Record<string, (memory: Memory, given: Json) => object>> = {
  sync_msg: syncMessages,
  send_msg: send,
  send_msg_on_event: (memory, given) => {
    const until = memory.codes.get(String(given['code'])) ?? 0
    memory.codes.delete(String(given['code']))
    if (until < clock.ms()) return { errcode: 95031, errmsg: 'invalid or used code' }
    memory.greeted.push(given)
    return OK
  },
  'service_state/trans': (memory, given) => {
    memory.stages.push(given)
    return OK
  },
  recall_msg: (memory, { msgid }) => {
    if (!memory.sent.some((message) => message['msgid'] === msgid)) return { errcode: 95034, errmsg: 'no such message' }
    memory.recalled.push(String(msgid))
    return OK
  },
  'account/list': () => ({ ...OK, account_list: [{ open_kfid: ACCOUNT, name: '云启客服' }] }),
  'customer/batchget': (_memory, given) => ({
    ...OK,
    customer_list: (given['external_userid_list'] as string[]).map((id) => ({ external_userid: id, nickname: '李文' })),
  }),
}

function issueToken(memory: Memory, query: URLSearchParams): object {
  memory.tokenRequests++
  if (query.get('corpid') !== COMPANY.corpId) return { errcode: 40013, errmsg: 'invalid corpid' }
  if (query.get('corpsecret') !== COMPANY.kfSecret) return { errcode: 40001, errmsg: 'invalid credential' }
  return { ...OK, access_token: memory.accessToken, expires_in: 7200 }
}

function syncMessages(memory: Memory, given: Json): object {
  memory.asked.push(given)
  const from = Number(given['cursor'] === '' ? 0 : given['cursor'])
  const rest = memory.feed.slice(from)
  const gap = rest[0] === GAP
  const upTo = rest.indexOf(GAP) < 0 ? rest.length : rest.indexOf(GAP)
  const page = gap ? [] : rest.slice(0, Math.min(memory.pageSize, upTo))
  const next = from + (gap ? 1 : page.length)
  return { ...OK, next_cursor: String(next), has_more: next < memory.feed.length ? 1 : 0, msg_list: page }
}

function send(memory: Memory, message: Json): object {
  const failure = memory.failures.shift()
  if (failure !== undefined) return { errcode: failure, errmsg: `code ${failure}` }
  if (memory.sent.some(({ msgid }) => msgid === message['msgid'])) return { errcode: 95035, errmsg: 'msgid duplicated' }
  if (!/^[0-9a-zA-Z_-]{1,32}$/.test(String(message['msgid']))) return { errcode: 40058, errmsg: 'bad msgid' }
  if (memory.left === undefined) return { errcode: 95002, errmsg: 'out of session' }
  if (memory.left === 0) return { errcode: 95001, errmsg: 'send msg count limit' }
  memory.left--
  memory.sent.push(message)
  return { ...OK, msgid: message['msgid'] }
}

/** Takes the one part of the form apart. */
function upload({ media }: Memory, contentType: string, body: Buffer): object {
  const id = `media-${media.size + 1}`
  const text = body.toString('latin1')
  const start = text.indexOf('\r\n\r\n') + 4
  const boundary = /boundary=(.+)$/.exec(contentType)?.[1] ?? ''
  media.set(id, { type: 'image/png', body: body.subarray(start, text.indexOf(`\r\n--${boundary}`, start)) })
  return { ...OK, type: 'image', media_id: id, created_at: '1' }
}

function download(
  { media }: Memory,
  query: URLSearchParams,
  response: ServerResponse,
  json: (value: object) => void,
): void {
  const file = media.get(query.get('media_id') ?? '')
  if (!file) return json({ errcode: 40007, errmsg: 'invalid media_id' })
  response.setHeader('content-type', file.type)
  response.setHeader('content-disposition', 'attachment; filename="photo.png"')
  response.end(file.body)
}

function newToken(): string {
  return randomBytes(24).toString('base64url')
}

const crypt = ({ token, aesKey, corpId } = COMPANY) => new WXBizMsgCrypt(token, aesKey, corpId)

/** What the platform calls with; encrypted and signed by outside code (npm `wechat-crypto`). */
export function callback(xml: string, company = COMPANY) {
  const { encrypted, query } = sealed(xml, company)
  const body = `<xml><ToUserName><![CDATA[${company.corpId}]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`
  return { query, body }
}

/** The query with which the console checks an address. */
export function urlCheck(echo: string, company = COMPANY): Record<string, string> {
  const { encrypted, query } = sealed(echo, company)
  return { ...query, echostr: encrypted }
}

function sealed(text: string, company: typeof COMPANY) {
  const [timestamp, nonce] = ['1772000000', randomBytes(4).toString('hex')]
  const encrypted = crypt(company).encrypt(text)
  return {
    encrypted,
    query: { msg_signature: crypt(company).getSignature(timestamp, nonce, encrypted), timestamp, nonce },
  }
}

export function ring(account = ACCOUNT, token = 'ENCApHxnGDNAVNY4AaSJKj4Tb5mwsEMzxhFmHVGcra996NR'): string {
  return `<xml><ToUserName><![CDATA[${COMPANY.corpId}]]></ToUserName><CreateTime>1772000000</CreateTime>
<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[kf_msg_or_event]]></Event>
<Token><![CDATA[${token}]]></Token><OpenKfId><![CDATA[${account}]]></OpenKfId></xml>`
}
