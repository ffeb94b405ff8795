/** The REST side of the test exchange: what Facet asks of a provider, answered here. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isId } from '#engine/kernel'
import { PUBLIC, type RawRoute } from '#engine/http'
import { equal } from '../channels/address.ts'
import { waitingMusic } from '../channels/hotline/music.ts'
import type { HotlineSettings } from '../channels/hotline/settings.ts'
import { hangUp, move, ringUp, type Exchange } from './exchange.ts'
import { changeLegOf, findLegOf, newLegSid, shownLegs, type TestLeg } from './leg.ts'
import type { Stop } from './play.ts'

export const TELEPHONE_PATH = '/api/conversation/telephone'
const BASE = `${TELEPHONE_PATH}/:tenant/2010-04-01/Accounts/:account`

export interface TestAccount {
  readonly channelId: string
  readonly settings: HotlineSettings
}

export interface ProviderParts {
  readonly exchangeOf: (tenantId: string) => Exchange
  /** The test hotline with this account. */
  readonly accountOf: (tenantId: string, accountSid: string) => Promise<TestAccount | undefined>
}

interface Asked {
  readonly exchange: Exchange
  readonly channelId: string
  readonly params: Readonly<Record<string, string>>
  readonly form: URLSearchParams
}

export function providerRoutes(parts: ProviderParts): readonly RawRoute[] {
  const answering = (
    method: 'GET' | 'POST',
    path: string,
    summary: string,
    answer: (asked: Asked) => Promise<object | undefined>,
  ): RawRoute => ({
    method,
    path: `${BASE}${path}`,
    summary: `Test exchange: ${summary}`,
    may: PUBLIC,
    rawBody: true,
    handle: async (request, reply) => {
      const asked = await whoAsks(parts, request)
      if (!asked) return reply.code(401).send({ code: 20003, message: 'Authenticate' })
      return send(reply, await answer(asked))
    },
  })
  return [
    answering('GET', '.json', 'the account', async () => ({ friendly_name: 'Facet', status: 'active' })),
    answering('POST', '/Calls.json', 'dials a phone', dialPhone),
    answering('POST', '/Calls/:sid.json', 'moves or ends a call', changeCall),
    answering('POST', '/Conferences/:room/Participants.json', 'dials a phone into a conference', addToRoom),
    answering('POST', '/Conferences/:room/Participants/:sid.json', 'holds, mutes, coaches', changeInRoom),
    answering('POST', '/Messages.json', 'a text message', keepText),
    answering('GET', '/Recordings/:name', 'a tape', async () => waitingMusic()),
  ]
}

function send(reply: FastifyReply, answer: object | undefined) {
  if (answer === undefined) return reply.code(404).send({ code: 20404, message: 'The call is over' })
  return Buffer.isBuffer(answer) ? reply.type('audio/x-wav').send(answer) : reply.send(answer)
}

async function whoAsks(parts: ProviderParts, request: FastifyRequest): Promise<Asked | undefined> {
  const params = request.params as Record<string, string>
  const tenantId = params['tenant'] ?? ''
  const accountSid = (params['account'] ?? '').replace(/\.json$/, '')
  const account = isId(tenantId) ? await parts.accountOf(tenantId, accountSid) : undefined
  if (!account) return undefined
  const expected = Buffer.from(`${accountSid}:${account.settings.authToken}`).toString('base64')
  if (!equal(request.headers.authorization ?? '', `Basic ${expected}`)) return undefined
  const form = new URLSearchParams(typeof request.body === 'string' ? request.body : '')
  return { exchange: parts.exchangeOf(tenantId), channelId: account.channelId, params, form }
}

async function dialPhone({ exchange, channelId, form }: Asked): Promise<object> {
  const to = form.get('To') ?? ''
  const where = { to, url: form.get('Url'), statusUrl: form.get('StatusCallback') }
  return { sid: await ringUp(exchange, channelId, where), status: 'queued', to }
}

async function legOf({ exchange, params }: Asked): Promise<TestLeg | undefined> {
  const leg = await findLegOf(exchange, (params['sid'] ?? '').replace(/\.json$/, ''))
  return leg?.state === 'ended' ? undefined : leg
}

async function changeCall(asked: Asked): Promise<object | undefined> {
  const leg = await legOf(asked)
  if (!leg) return undefined
  const url = asked.form.get('Url')
  if (asked.form.get('Status') === 'completed') {
    await hangUp(asked.exchange, leg, leg.state === 'ringing' ? 'canceled' : 'completed')
  } else if (url !== null) await move(asked.exchange, leg, url)
  return { sid: leg.sid, status: 'in-progress' }
}

async function addToRoom({ exchange, channelId, params, form }: Asked): Promise<object> {
  const to = form.get('To') ?? ''
  const room = (params['room'] ?? '').replace(/^CF/, '')
  const conference = { ...roomOf(await roomName(exchange, room)), ears: earsOf(form) }
  const where = { to, url: null, statusUrl: form.get('StatusCallback'), conference }
  return { call_sid: await ringUp(exchange, channelId, where), status: 'queued' }
}

/** A conference goes by the exchange's name of it, or by ours. */
async function roomName(exchange: Exchange, asked: string): Promise<string> {
  const legs = await shownLegs(exchange)
  const rooms = legs.flatMap(({ stop }) => (stop.kind === 'conference' ? [stop.room] : []))
  return rooms.find((room) => room.replaceAll('-', '') === asked.replaceAll('-', '')) ?? asked
}

function roomOf(room: string) {
  return { kind: 'conference', room, endsIt: false, report: '', after: '', held: false } as const
}

function earsOf(form: URLSearchParams): Extract<Stop, { kind: 'conference' }>['ears'] {
  if (form.get('Coaching') === 'true') return 'coach'
  return form.get('Muted') === 'true' ? 'muted' : 'open'
}

async function changeInRoom(asked: Asked): Promise<object | undefined> {
  const leg = await legOf(asked)
  if (leg?.stop.kind !== 'conference') return undefined
  const hold = asked.form.get('Hold')
  const stop = hold === null ? { ...leg.stop, ears: earsOf(asked.form) } : { ...leg.stop, held: hold === 'true' }
  const hears = hold === 'true' ? [{ kind: 'played', text: '' } as const] : []
  await changeLegOf(asked.exchange, leg, { stop, hears })
  return { call_sid: leg.sid, status: 'connected' }
}

/** It appears on the phone that was last used with this number. */
async function keepText({ exchange, form }: Asked): Promise<object> {
  const leg = (await shownLegs(exchange)).find(({ number }) => number === form.get('To'))
  if (leg) await changeLegOf(exchange, leg, { hears: [{ kind: 'text', text: form.get('Body') ?? '' }] })
  return { sid: newLegSid().replace(/^CA/, 'SM'), status: 'queued' }
}
