/**
 * A small WeChat platform beside the demo company: what Facet sends to its customers really goes out over HTTP and is
 * received here. It knows the calls that a channel makes, and the error codes for a wrong token.
 */
import type { FastifyRequest } from 'fastify'
import { isId } from '#engine/kernel'
import { PUBLIC, type RawRoute } from '#engine/http'
import type { Database } from '#engine/store'
import { screenPhoto } from '../stage/pictures.ts'
import { findAccount, type WechatAccount } from './account.ts'
import { keepMessage } from './phone.ts'

const BASE = '/api/story/wechat/:tenant/cgi-bin'
export const PHOTO_MEDIA_ID = 'story-photo-of-the-screen'
const OK = { errcode: 0, errmsg: 'ok' }

interface Arrived {
  readonly tenantId: string
  readonly account: WechatAccount
  readonly body: Readonly<Record<string, unknown>>
}

export function simulatorRoutes(database: Database): readonly RawRoute[] {
  const answering = (
    method: 'GET' | 'POST',
    path: string,
    summary: string,
    answer: (arrived: Arrived) => object | Promise<object>,
    needsToken = true,
  ): RawRoute => ({
    method,
    path: `${BASE}/${path}`,
    summary: `Simulated WeChat: ${summary}`,
    may: PUBLIC,
    handle: async (request, reply) => {
      const { tenant } = request.params as { tenant: string }
      const account = isId(tenant) ? await database.withTenant({ tenantId: tenant }, findAccount) : undefined
      if (!account) return { errcode: 40013, errmsg: 'invalid appid' }
      const { access_token: token } = request.query as { access_token?: string }
      if (needsToken && token !== account.accessToken) return { errcode: 40001, errmsg: 'invalid credential' }
      const found = await answer({ tenantId: tenant, account, body: bodyOf(request) })
      return Buffer.isBuffer(found) ? reply.type('image/png').send(found) : found
    },
  })
  return [
    answering('POST', 'stable_token', 'an access token', issueToken, false),
    answering('POST', 'message/custom/send', 'a message to a customer', async ({ tenantId, body }) => {
      await keepMessage(database, { tenantId }, String(body['touser']), 'received', body)
      return OK
    }),
    answering('POST', 'message/custom/typing', 'typing is shown', () => OK),
    answering('GET', 'media/get', "a customer's picture", () => screenPhoto()),
  ]
}

function issueToken({ account, body }: Arrived): object {
  if (body['appid'] !== account.appId) return { errcode: 40013, errmsg: 'invalid appid' }
  if (body['secret'] !== account.appSecret) return { errcode: 40125, errmsg: 'invalid appsecret' }
  return { access_token: account.accessToken, expires_in: 7200 }
}

function bodyOf({ body }: FastifyRequest): Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
}
