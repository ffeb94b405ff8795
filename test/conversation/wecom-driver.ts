/** WeCom for the contract suite: the platform only rings; then it is asked, as the worker does. */
import { newId } from '#engine/kernel'
import { channelAddress } from '../../domains/conversation/channels/address.ts'
import { border, type Delivery, type DriverOf } from './channel-drivers.ts'
import { ACCOUNT, callback, COMPANY, CUSTOMER, ring, startFakeWecom } from './fake-wecom.ts'

export const wecom: DriverOf = async (studio) => {
  const platform = await startFakeWecom()
  const channel = await studio.addChannel('wecom', { ...COMPANY, openKfIds: [ACCOUNT], apiBase: platform.url })
  const { server, as } = await border(studio)
  const call = async (company = COMPANY) => {
    const { query, body } = callback(ring(), company)
    const url = `/api/conversation/hooks/${channelAddress(channel)}?${new URLSearchParams(query).toString()}`
    const answer = await as(undefined)('POST', url, body, { 'content-type': 'text/xml' })
    const wake = { channelId: channel.channelId, name: ACCOUNT, hint: 'token' }
    if (answer.statusCode < 300) await studio.run('conversation.read_feed', wake)
    return answer
  }
  const push = ({ messageId, text }: Delivery) =>
    platform.push({ msgid: messageId, msgtype: 'text', text: { content: text } })
  return {
    channel,
    customer: `${ACCOUNT}:${CUSTOMER}`,
    deliver: (delivery) => {
      push(delivery)
      return call()
    },
    deliverForged: (delivery) => {
      push(delivery)
      return call({ ...COMPANY, token: 'another' })
    },
    deliverUnknown: () => {
      platform.push({ msgid: newId(), msgtype: 'hologram', hologram: {} })
      return call()
    },
    received: () => platform.sent.map((message) => (message['text'] as { content: string }).content),
    stop: async () => {
      await server.close()
      await platform.stop()
    },
  }
}
