/** How the contract suite moves each kind of channel: the same deeds, in the channel's own tongue. */
import type { LightMyRequestResponse } from 'fastify'
import { clock, newId } from '#engine/kernel'
import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { serveRoutes } from '#test/server'
import { channelAddress } from '../../domains/conversation/channels/address.ts'
import type { Channel } from '../../domains/conversation/channels/directory.ts'
import { ACCOUNT, callback, startFakeWechat, xmlOf } from './fake-wechat.ts'
import { newSid, NUMBER, startFakeTwilio, webhook } from './fake-twilio.ts'
import type { Studio } from './studio.ts'

export interface Delivery {
  readonly messageId: string
  readonly text: string
  readonly from?: string
}

export type Answer = Pick<LightMyRequestResponse, 'statusCode'>

export interface Driver {
  readonly channel: Channel
  /** Who the customer is on the channel. */
  readonly customer: string
  deliver(delivery: Delivery): Promise<Answer>
  /** The same, with a signature or token that is wrong; absent where whoever has the address may write. */
  deliverForged?: (delivery: Delivery) => Promise<Answer>
  /** Something of a type that nobody knows. */
  deliverUnknown(): Promise<Answer>
  /** What the customer got from the platform; undefined where he fetches it himself. */
  readonly received: (() => string[] | Promise<string[]>) | undefined
  stop(): Promise<void>
}

export type DriverOf = (studio: Studio) => Promise<Driver>

export async function border({ database, context, contribution }: Studio) {
  const { routes = [], rawRoutes = [] } = contribution
  return serveRoutes({ database, context, actors: {}, sentences: [], routeSets: routes, rawRoutes })
}

export const web: DriverOf = async (studio) => {
  const channel = await studio.addChannel('web')
  const { server, as } = await border(studio)
  const nobody = as(undefined)
  const open = await nobody('POST', `/api/conversation/widget/${channelAddress(channel)}/session`, { locale: 'zh-CN' })
  const { token } = open.json<{ token: string }>()
  const ids = new Map<string, string>()
  const send = (visitor: string, messageId: string, content: object) => {
    const clientId = ids.get(messageId) ?? newId()
    ids.set(messageId, clientId)
    return nobody('POST', '/api/conversation/widget/messages', { clientId, content }, { 'x-visitor': visitor })
  }
  return {
    channel,
    customer: Buffer.from(token.split('.')[1]!, 'base64url').toString(),
    deliver: ({ messageId, text }) => send(token, messageId, { type: 'text', text }),
    deliverForged: ({ messageId, text }) => send(`${token.slice(0, -4)}AAAA`, messageId, { type: 'text', text }),
    deliverUnknown: () => send(token, newId(), { type: 'hologram' }),
    received: undefined,
    stop: () => server.close(),
  }
}

const SECRET = `whsec_${Buffer.from('a secret of thirty-two characters').toString('base64')}`

export const api: DriverOf = async (studio) => {
  const inbox: string[] = []
  const app = createServer((request, response) => {
    void buffer(request).then((body) => {
      inbox.push((JSON.parse(body.toString()) as { content: { text: string } }).content.text)
      response.end()
    })
  })
  await new Promise<void>((ready) => app.listen(0, '127.0.0.1', ready))
  const callbackUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}/`
  const channel = await studio.addChannel('api', { secret: SECRET, callbackUrl })
  const { server, as } = await border(studio)
  const post = (body: object, secret: string) => {
    const text = JSON.stringify(body)
    const [id, timestamp] = [newId(), String(Math.floor(clock.ms() / 1000))]
    const key = Buffer.from(secret.slice(6), 'base64')
    const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${text}`).digest('base64')
    const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${mac}` }
    return as(undefined)('POST', `/api/conversation/hooks/${channelAddress(channel)}`, text, {
      'content-type': 'application/json',
      ...headers,
    })
  }
  const messageOf = ({ messageId, text, from = 'user-1' }: Delivery) => ({
    messageId,
    contact: { id: from },
    content: { type: 'text', text },
  })
  return {
    channel,
    customer: 'user-1',
    deliver: (delivery) => post(messageOf(delivery), SECRET),
    deliverForged: (delivery) => post(messageOf(delivery), `whsec_${Buffer.alloc(32).toString('base64')}`),
    deliverUnknown: () =>
      post({ messageId: newId(), contact: { id: 'user-1' }, content: { type: 'hologram' } }, SECRET),
    received: () => inbox,
    stop: async () => {
      await server.close()
      app.closeAllConnections()
      await new Promise((stopped) => app.close(stopped))
    },
  }
}

export const wechat =
  (mode: 'plain' | 'compatible' | 'safe'): DriverOf =>
  async (studio) => {
    const platform = await startFakeWechat(ACCOUNT)
    const channel = await studio.addChannel('wechat', { ...ACCOUNT, mode, apiBase: platform.url })
    const { server, as } = await border(studio)
    const customer = 'oMg7Y0pqRz'
    const post = ({ query, body }: { query: Record<string, string>; body: string }) =>
      as(undefined)(
        'POST',
        `/api/conversation/hooks/${channelAddress(channel)}?${new URLSearchParams(query).toString()}`,
        body,
        { 'content-type': 'text/xml' },
      )
    const textXml = ({ messageId, text, from = customer }: Delivery): string => {
      platform.customerWrote(from)
      return xmlOf({ FromUserName: from, MsgType: 'text', Content: text, MsgId: messageId })
    }
    return {
      channel,
      customer,
      deliver: (delivery) => post(callback(textXml(delivery), mode)),
      deliverForged: (delivery) => post(callback(textXml(delivery), mode, { ...ACCOUNT, token: 'another' })),
      deliverUnknown: () =>
        post(callback(xmlOf({ FromUserName: customer, MsgType: 'hologram', MsgId: newId() }), mode)),
      received: () => platform.sent.map((message) => (message['text'] as { content: string }).content),
      stop: async () => {
        await server.close()
        await platform.stop()
      },
    }
  }

/** A caller says what it is about, in the step of the menu where he is heard. */
export const hotline: DriverOf = async (studio) => {
  const platform = await startFakeTwilio()
  const channel = await studio.addChannel('hotline', { ...NUMBER, apiBase: platform.url })
  const { server, as } = await border(studio)
  const customer = '+8613800000001'
  const legs = new Map<string, string>()
  const post = (fields: Record<string, string>, token?: string) => {
    const path = `/api/conversation/hooks/${channelAddress(channel)}?step=say`
    const { headers, body } = webhook(`http://localhost${path}`, fields, token)
    return as(undefined)('POST', path, body, { ...headers, host: 'localhost' })
  }
  const said = ({ messageId, text, from = customer }: Delivery) => {
    const leg = legs.get(messageId) ?? newSid()
    legs.set(messageId, leg)
    return { CallSid: leg, From: from, To: NUMBER.number, CallStatus: 'in-progress', SpeechResult: text }
  }
  return {
    channel,
    customer,
    deliver: (delivery) => post(said(delivery)),
    deliverForged: (delivery) => post(said(delivery), 'another-token'),
    deliverUnknown: () => post({ Unknown: 'hologram' }),
    received: () => platform.asked.filter(({ path }) => path === 'Messages.json').map(({ fields }) => fields['Body']!),
    stop: async () => {
      await server.close()
      await platform.stop()
    },
  }
}
