import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Context } from '#engine/kernel'
import { testDatabase } from '#test/database'
import { route } from './contract.ts'
import type { RawRoute } from './raw-route.ts'
import { routes } from './routes.ts'
import { buildServer } from './server.ts'
import { loadRefusalTexts } from './texts.ts'

let server: FastifyInstance
beforeAll(async () => {
  server = await buildServer({
    database: await testDatabase(),
    gate: { authenticate, isAllowed: () => false },
    texts: loadRefusalTexts([]),
    routeSets: [enter, look, own],
    rawRoutes: [echo('/hooks/:address', true), echo('/text', false)],
    logger: false,
    requestsPerMinute: 5,
    rates: [
      { of: ['POST /enter'], perMinute: 3, byAddress: true },
      { of: ['/hooks/'], perMinute: 50, byAddress: true },
    ],
    uploadBytesMax: 1024,
    trustProxy: false,
  })
  await server.ready()
})
afterAll(() => server.close())

/** Knows Ann and Bob by their cookies, and nobody else. */
function authenticate({ cookies, id }: FastifyRequest): Promise<Context | undefined> {
  const name = cookies['facet_session'] ?? ''
  if (!['ann', 'bob'].includes(name)) return Promise.resolve(undefined)
  const actor = { kind: 'user', id: name, name, roles: [], teamIds: [] } as const
  return Promise.resolve({ tenantId: '00000000-0000-0000-0000-000000000001', locale: 'en', traceId: id, actor })
}

const answer = z.object({ ok: z.boolean() })
const enter = routes(
  { enter: route({ method: 'POST', path: '/enter', summary: 'Enter', may: 'public', out: answer }) },
  { enter: () => Promise.resolve({ ok: true }) },
)
const look = routes(
  { look: route({ method: 'GET', path: '/look', summary: 'Look', may: 'public', out: answer }) },
  { look: () => Promise.resolve({ ok: true }) },
)
const own = routes(
  { own: route({ method: 'GET', path: '/own', summary: 'Own', may: 'signed-in', out: answer }) },
  { own: () => Promise.resolve({ ok: true }) },
)

function echo(path: string, rawBody: boolean): RawRoute {
  return {
    method: 'POST',
    path,
    summary: 'Echo',
    may: 'public',
    rawBody,
    handle: async ({ body }, reply) => reply.send({ kind: typeof body, body }),
  }
}

const post = (url: string, type: string, payload: string) =>
  server.inject({ method: 'POST', url, headers: { 'content-type': type }, payload, remoteAddress: '10.9.9.9' })

describe('a raw body', () => {
  // Spaces, order and escapes: what parsing and writing again would not bring back.
  const text = '{ "b":1.0,\n "a":"\\u4f60 \u{1F600}" }'
  test.each(['application/json', 'text/plain', 'application/x-www-form-urlencoded', 'application/octet-stream', 'x/y'])(
    'of type %s arrives as the text that was sent',
    async (type) => {
      expect((await post('/hooks/1', type, text)).json()).toEqual({ kind: 'string', body: text })
    },
  )

  test('is asked for: other raw routes get JSON parsed', async () => {
    const parsed = (await post('/text', 'application/json', text)).json<{ kind: string }>()
    expect(parsed.kind).toBe('object')
  })
})

describe('rates', () => {
  const from = (address: string, method: 'GET' | 'POST', url: string, headers: Record<string, string> = {}) =>
    server.inject({ method, url, headers, remoteAddress: address }).then(({ statusCode }) => statusCode)
  const times = async (n: number, send: () => Promise<number>) => {
    const statuses = []
    for (let i = 0; i < n; i++) statuses.push(await send())
    return statuses
  }

  test('few attempts to enter from one address, whatever cookie or spelling they come with', async () => {
    let n = 0
    const statuses = await times(5, () =>
      from('10.0.0.1', 'POST', n++ % 2 ? '/%65nter' : '/enter', { cookie: `facet_session=${n}` }),
    )
    expect(statuses).toEqual([200, 200, 200, 429, 429])
    expect(await from('10.0.0.2', 'POST', '/enter')).toBe(200)
    expect(await from('10.0.0.1', 'GET', '/look')).toBe(200)
  })

  test('platforms have a high rate of their own, not the general one', async () => {
    const statuses = await times(20, () => from('10.0.0.3', 'POST', '/hooks/1'))
    expect(new Set(statuses)).toEqual(new Set([200]))
    expect((await times(6, () => from('10.0.0.3', 'GET', '/look'))).at(-1)).toBe(429)
  })

  test('two callers behind one address do not use up each other', async () => {
    const look = (session: string) => from('10.0.0.4', 'GET', '/look', { cookie: `facet_session=${session}` })
    await times(5, () => look('ann'))
    expect(await look('ann')).toBe(429)
    expect(await look('bob')).toBe(200)
  })

  test('a caller has one rate from all addresses', async () => {
    const look = (address: string) => from(address, 'GET', '/own', { cookie: 'facet_session=bob' })
    expect(
      new Set([...(await times(3, () => look('10.0.0.5'))), ...(await times(3, () => look('10.0.0.6')))]),
    ).toContain(429)
  })

  test('invented cookies and keys count for the address, and are counted before they are refused', async () => {
    let n = 0
    const statuses = await times(7, () =>
      from('10.0.0.7', 'GET', '/own', n++ % 2 ? { cookie: `facet_session=${n}` } : { authorization: `Bearer ${n}` }),
    )
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429])
  })
})
