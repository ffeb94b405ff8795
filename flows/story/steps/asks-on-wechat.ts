import { CAST } from '../cast.ts'
import { readNumbers } from '../numbers.ts'
import { eventually } from '../stage/eventually.ts'
import { met, type Stage, type StoryStep } from '../step.ts'
import { openAccount } from '../wechat/account.ts'
import { choicesOf, messagesSince, openPhone, type Phone, type WireMessage } from '../wechat/phone.ts'
import { PHOTO_MEDIA_ID } from '../wechat/simulator.ts'
import { takeConversation } from './serve.ts'

const KNOWN = '电脑很卡，弹出硬盘警告关不掉'
const UNKNOWN = '能今天换新的吗？下午要放一笔贷款'
const PERSON = { id: 'person', content: '转人工' }

/** 2: Li Wen writes on WeChat, with a photo. The bot answers what it knows and hands over what it does not. */
export const asksOnWechat: StoryStep = {
  name: 'asksOnWechat',
  file: 'flows/chat-to-incident.ts',
  play: async (stage: Stage) => {
    const { parts, context, people, run, remember } = stage
    const account = await openAccount(parts, context, await people.as('administrator'))
    const phone = openPhone(parts, context, account, run.number)
    await phone.sendPicture(1, PHOTO_MEDIA_ID)
    await phone.write(2, KNOWN)
    const contact = { channelId: account.channelId, externalId: CAST.openId }
    const { conversationId } = await eventually('conversation', () =>
      parts.conversation.findOpenByContact(context, contact),
    )
    await remember({ conversationId })
    await eventually('answer of the bot', () => botAnswer(stage))
    await phone.write(3, UNKNOWN)
    await reachAPerson(stage, phone, conversationId)
    await serve(stage, conversationId)
    await eventually('answer of the agent', () => agentAnswer(stage))
    await eventually('counted conversation', () => counted(stage))
    await eventually('link between conversation and incident', () => linked(stage, conversationId))
  },
}

/** On her phone: what she writes next comes after it. */
async function botAnswer(stage: Stage): Promise<true | undefined> {
  return (await received(stage)).some((message) => choicesOf(message).length > 0) ? true : undefined
}

async function agentAnswer(stage: Stage): Promise<true | undefined> {
  return (await received(stage)).some(({ payload }) => payload['msgtype'] === 'text') ? true : undefined
}

/** The indicators follow the events at their own pace. */
async function counted({ parts, context, facts, before }: Stage): Promise<true | undefined> {
  const { conversations } = await readNumbers(parts, context, facts())
  return conversations === before['conversations'] ? undefined : true
}

async function received({ parts, context, run }: Stage): Promise<WireMessage[]> {
  const messages = await parts.database.withTenant(context, (tx) => messagesSince(tx, run.startedAt))
  return messages.filter(({ direction }) => direction === 'received')
}

/** The bot says that it does not know; where it offers choices first, none of them is right. */
async function reachAPerson({ parts, context }: Stage, phone: Phone, conversationId: string): Promise<void> {
  const offered = async (): Promise<boolean> => {
    const { items } = await parts.conversation.readThread(context, conversationId, { limit: 50 })
    return items.some(
      ({ content }) => content.type === 'menu' && content.choices.some(({ id }) => id.startsWith('article:')),
    )
  }
  const outcome = await eventually('hand-over', async () => {
    const { status } = await parts.conversation.getConversation(context, conversationId)
    if (status !== 'bot') return 'handed-over' as const
    return (await offered()) ? ('choices' as const) : undefined
  })
  if (outcome === 'handed-over') return
  await phone.tap(4, PERSON)
  await eventually('hand-over', async () => {
    const { status } = await parts.conversation.getConversation(context, conversationId)
    return status === 'bot' ? undefined : status
  })
}

async function serve(stage: Stage, conversationId: string): Promise<void> {
  const { parts, context, people, run, facts, remember } = stage
  const agent = await people.as('agent')
  await remember({ agentName: agent.name })
  const { status, agentId } = await parts.conversation.getConversation(context, conversationId)
  const params = { id: conversationId }
  if (status !== 'active' || agentId !== agent.userId) await takeConversation(people, agent, conversationId)
  const number = met(facts(), 'incidentNumber')
  const text = `李雯您好，我是${agent.name}。您的电脑已经自己报了故障（${number}），我马上安排工程师带新硬盘过去，不耽误下午放款。`
  await agent.inbox.sendMessage({ params, body: { clientId: run.runId, content: { type: 'text', text } } })
}

async function linked({ parts, context, facts }: Stage, conversationId: string): Promise<true | undefined> {
  const { incident } = await parts.desk.getIncident(context, met(facts(), 'incidentId'))
  return incident.fields.conversationId === conversationId ? true : undefined
}
