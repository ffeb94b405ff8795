/**
 * The simulated platform: the calls that a channel makes of WeChat and WeCom, with their quota and the error codes for
 * a wrong secret, a wrong token and a closed window.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isId, newId, systemContext } from '#engine/kernel'
import { PUBLIC, type RawRoute } from '#engine/http'
import type { Parts } from '../parts.ts'
import { findAccount, TEST_PHONE_PATH, type TestAccount } from './account.ts'
import { keepMessage, messagesAfter, recallMessage } from './message.ts'
import { TEST_CUSTOMER } from './phone.ts'
import { sendsLeft } from './sends-left.ts'

const BASE = `${TEST_PHONE_PATH}/:tenant/:channel/cgi-bin`
const OK = { errcode: 0, errmsg: 'ok' }
const PAGE = 100

interface Asked {
  readonly parts: Parts
  readonly account: TestAccount
  readonly request: FastifyRequest
  readonly body: Readonly<Record<string, unknown>>
  readonly query: Readonly<Record<string, string>>
}

type Answer = (asked: Asked) => object | Promise<object>

export function platformRoutes(parts: Parts): readonly RawRoute[] {
  const answering = (
    method: 'GET' | 'POST',
    path: string,
    summary: string,
    answer: Answer,
    free = false,
  ): RawRoute => ({
    method,
    path: `${BASE}/${path}`,
    summary: `Simulated WeChat: ${summary}`,
    may: PUBLIC,
    handle: async (request, reply) => {
      const asked = await whoAsks(parts, request)
      if (!asked) return { errcode: 40013, errmsg: 'invalid appid' }
      if (!free && asked.query['access_token'] !== asked.account.accessToken) {
        return { errcode: 40014, errmsg: 'invalid access_token' }
      }
      return send(reply, await answer(asked))
    },
  })
  return [
    answering('POST', 'stable_token', 'a token of an account', wechatToken, true),
    answering('GET', 'gettoken', 'a token of a company', wecomToken, true),
    answering('POST', 'message/custom/send', 'a message of an account', ({ account, body }) =>
      deliver(account, newId(), body),
    ),
    answering('POST', 'message/custom/typing', 'typing is shown', () => OK),
    answering('POST', 'media/upload', 'a file to send', upload),
    answering('GET', 'media/get', "a customer's file", download),
    answering('POST', 'kf/sync_msg', 'what has come', syncMessages),
    answering('POST', 'kf/send_msg', 'a message of a company', sendOnWecom),
    answering('POST', 'kf/send_msg_on_event', 'a greeting', greet),
    answering('POST', 'kf/recall_msg', 'a message is taken back', recall),
    answering('POST', 'kf/service_state/trans', 'who serves', () => OK),
    answering('POST', 'kf/account/list', 'accounts of a company', listAccounts),
    answering('POST', 'kf/customer/batchget', 'names of customers', nameCustomers),
  ]
}

async function whoAsks(parts: Parts, request: FastifyRequest): Promise<Asked | undefined> {
  const { tenant = '', channel = '' } = request.params as Record<string, string>
  const account = isId(tenant) && isId(channel) ? await findAccount(parts, tenant, channel) : undefined
  if (!account) return undefined
  const body = typeof request.body === 'object' && request.body !== null ? request.body : {}
  return { parts, account, request, body: body as Asked['body'], query: request.query as Asked['query'] }
}

interface MediaAnswer {
  readonly mimeType: string
  readonly content: NodeJS.ReadableStream
}

function send(reply: FastifyReply, answer: object) {
  if (!('content' in answer)) return reply.send(answer)
  const { mimeType, content } = answer as MediaAnswer
  return reply.type(mimeType).send(content)
}

function wechatToken({ account, body }: Asked): object {
  if (account.kind !== 'wechat' || body['appid'] !== account.settings.appId)
    return { errcode: 40013, errmsg: 'invalid appid' }
  if (body['secret'] !== account.settings.appSecret) return { errcode: 40125, errmsg: 'invalid appsecret' }
  return { access_token: account.accessToken, expires_in: 7200 }
}

function wecomToken({ account, query }: Asked): object {
  if (account.kind !== 'wecom' || query['corpid'] !== account.settings.corpId)
    return { errcode: 40013, errmsg: 'invalid corpid' }
  if (query['corpsecret'] !== account.settings.kfSecret) return { errcode: 40001, errmsg: 'invalid credential' }
  return { ...OK, access_token: account.accessToken, expires_in: 7200 }
}

/** As often, and as long, as the customer's acts allow. */
async function deliver(account: TestAccount, platformId: string, payload: Asked['body']): Promise<object> {
  const left = await sendsLeft(account)
  const isWecom = account.kind === 'wecom'
  if (left === undefined) return { errcode: isWecom ? 95002 : 45015, errmsg: 'response out of time limit' }
  if (left === 0) return { errcode: isWecom ? 95001 : 45047, errmsg: 'out of response count limit' }
  const kept = await keepMessage(account, { platformId, direction: 'out', payload })
  return kept ? { ...OK, msgid: platformId } : { errcode: 95035, errmsg: 'msgid duplicated' }
}

function sendOnWecom({ account, body }: Asked): Promise<object> {
  return deliver(account, String(body['msgid']), body)
}

/** A code greets once; it counts against no quota, so it is an event and not a message. */
async function greet({ account, body }: Asked): Promise<object> {
  const code = String(body['code'])
  const events = await messagesAfter(account, 0, PAGE)
  const isGiven = events.some(
    ({ payload }) => (payload['event'] as Record<string, unknown> | undefined)?.['welcome_code'] === code,
  )
  const kept =
    isGiven && (await keepMessage(account, { platformId: `greeting-${code}`, direction: 'event', payload: body }))
  return kept ? OK : { errcode: 95031, errmsg: 'invalid or used code' }
}

async function recall({ account, body }: Asked): Promise<object> {
  const done = await recallMessage(account, String(body['msgid']), 'out')
  return done ? OK : { errcode: 95034, errmsg: 'no such message' }
}

async function syncMessages({ account, body }: Asked): Promise<object> {
  if (account.kind !== 'wecom') return { errcode: 48002, errmsg: 'api forbidden' }
  const open_kfid = account.settings.openKfIds[0]
  const from = Number(body['cursor'] ?? 0) || 0
  const wire = await messagesAfter(account, from, PAGE)
  const sender = { open_kfid, external_userid: TEST_CUSTOMER.wecom }
  // What the API has sent is not told back.
  const told = wire.filter(({ direction, payload }) => direction === 'in' || payload['msgtype'] === 'event')
  const msg_list = told.map(({ platformId, direction, payload, at }) => {
    const message = { msgid: platformId, ...sender, send_time: Math.floor(Date.parse(at) / 1000), ...payload }
    if (direction === 'in') return { ...message, origin: 3 }
    return { ...message, origin: 4, event: { ...(payload['event'] as object), ...sender } }
  })
  const next = wire.at(-1)?.place ?? from
  return { ...OK, next_cursor: String(next), has_more: wire.length === PAGE ? 1 : 0, msg_list }
}

function listAccounts({ account }: Asked): object {
  const ids = account.kind === 'wecom' ? account.settings.openKfIds : []
  return { ...OK, account_list: ids.map((open_kfid) => ({ open_kfid, name: 'Facet' })) }
}

function nameCustomers({ body }: Asked): object {
  const ids = Array.isArray(body['external_userid_list']) ? body['external_userid_list'] : []
  return { ...OK, customer_list: ids.map((id) => ({ external_userid: String(id), nickname: '试用手机 Test phone' })) }
}

/** The name of an uploaded file is the name of the kept one. */
async function upload({ parts, account: { tenantId }, request }: Asked): Promise<object> {
  const given = await request.file()
  if (!given) return { errcode: 41005, errmsg: 'media data missing' }
  const { file: content, filename: name } = given
  const stored = await parts.files.keep(systemContext(tenantId, 'test-phone'), { name, purpose: 'attachment', content })
  return { ...OK, type: 'image', media_id: stored.id, created_at: '1' }
}

async function download({ parts, account: { tenantId }, query }: Asked): Promise<object> {
  const id = query['media_id'] ?? ''
  if (!isId(id)) return { errcode: 40007, errmsg: 'invalid media_id' }
  const context = systemContext(tenantId, 'test-phone')
  const { mediaType: mimeType } = await parts.files.get(context, id)
  return { mimeType, content: await parts.files.open(context, id) }
}
