/** An Official Account on the fake platform, for tests of its channel; `closeWechat` stops the platform. */
import { newId } from '#engine/kernel'
import { sql } from '#engine/store'
import { channelAddress } from '../../domains/conversation/channels/address.ts'
import { receiveHook } from '../../domains/conversation/channels/hook.ts'
import { reply } from '../../domains/conversation/inbox/commands.ts'
import { takeNext } from '../../domains/conversation/routing/offer.ts'
import { ACCOUNT, callback, startFakeWechat, xmlOf, type FakeWechat } from './fake-wechat.ts'
import { openStudio } from './studio.ts'

let platform: FakeWechat | undefined
export async function closeWechat(): Promise<void> {
  await platform?.stop()
  platform = undefined
}

export const FROM = 'oCustomer'

/** A channel of an Official Account on its fake platform. */
export async function account(mode: 'plain' | 'safe' = 'safe') {
  platform = await startFakeWechat(ACCOUNT)
  const studio = await openStudio()
  const channel = await studio.addChannel('wechat', { ...ACCOUNT, mode, apiBase: platform.url })
  const address = channelAddress(channel)
  const post = (xml: string) => {
    const { query, body } = callback(xml, mode)
    return receiveHook(studio.parts, address, { method: 'POST', url: '', query, headers: {}, body }, newId())
  }
  const write = (text: string, id = newId()) => {
    platform!.customerWrote(FROM)
    return post(xmlOf({ FromUserName: FROM, MsgType: 'text', Content: text, MsgId: id }))
  }
  /** What the job that greets is given. */
  const greetings = async () => {
    const waiting = await studio.database.asOwner((tx) =>
      tx.all(sql<{ payload: { payload: object } }>`
        select j.payload from graphile_worker._private_jobs j
        join graphile_worker._private_tasks t on t.id = j.task_id
        where t.identifier = 'conversation.greet' and j.payload ->> 'tenantId' = ${channel.tenantId}`),
    )
    return waiting.map(({ payload }) => payload.payload)
  }
  return { ...studio, platform, channel, address, post, write, greetings }
}

/** A conversation with an agent who can answer. */
export async function served() {
  const shop = await account()
  await shop.write('电脑很卡')
  const agent = await shop.addAgent('苏晴')
  const id = await shop.database.withTenant(agent, (tx) => takeNext(tx, agent, agent.actor.id))
  const say = (text: string) =>
    reply(shop.parts, agent, { conversationId: id, clientId: newId(), content: { type: 'text', text } })
  const deliver = () => shop.run('conversation.deliver', { conversationId: id, channelId: shop.channel.channelId })
  const states = () =>
    shop.rows(
      `select state, failure from conversation.message where author_kind = 'agent' and type = 'text' order by seq`,
    )
  return { ...shop, agent, id, say, deliver, states }
}
