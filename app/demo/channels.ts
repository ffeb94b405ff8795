import { randomBytes } from 'node:crypto'
import type { Context } from '#engine/kernel'
import type { Services } from '../wiring.ts'
import type { DemoStaff } from './staff.ts'

/** What conversations are about to be told on. */
export interface DemoChannels {
  readonly queueId: string
  readonly webId: string
  readonly wechatId: string
}

/** Queue, agents and channels of the demo company. The WeChat account's API is a simulator: nobody outside is called. */
export async function seedChannels(
  { conversation }: Services,
  context: Context,
  staff: DemoStaff,
): Promise<DemoChannels> {
  const queueId = await conversation.saveQueue(context, {
    name: 'IT 服务台',
    skills: ['it'],
    teamId: null,
    calendarId: null,
    acceptSeconds: 60,
    // Whoever looks around does not answer in time, and shall not find a desk to which nothing comes.
    awayWhenMissed: false,
  })
  for (const userId of staff.agentIds) {
    await conversation.saveAgent(context, userId, { capacity: 5, skills: ['it'], teamId: null, presence: 'online' })
  }
  const webId = await conversation.createChannel(context, {
    kind: 'web',
    name: '官网在线客服',
    settings: {},
    conduct: { bot: true, queueId },
  })
  const wechatId = await conversation.createChannel(context, {
    kind: 'wechat',
    name: '云启服务公众号',
    settings: {
      appId: 'wxdemo0000000001',
      appSecret: randomBytes(16).toString('hex'),
      token: randomBytes(12).toString('hex'),
      mode: 'safe',
      aesKey: randomBytes(32)
        .toString('base64')
        .replace(/[^A-Za-z0-9]/g, 'A')
        .slice(0, 43),
    },
  })
  return { queueId, webId, wechatId }
}

/**
 * Nobody sits at the desks of the other agents. Those who talk have their hands full, so that nothing is offered to
 * them; the rest are away. The first agent is whom a
 * newcomer signs in as, and what waits comes to her.
 */
export async function fillHands({ conversation }: Services, context: Context, { agentIds }: DemoStaff): Promise<void> {
  const { agents } = await conversation.readNow(context)
  for (const { agentId, load, skills, teamId } of agents) {
    if (agentId === agentIds[0]) continue
    const presence = load > 0 ? ('online' as const) : ('away' as const)
    await conversation.saveAgent(context, agentId, { capacity: Math.max(1, load), skills, teamId, presence })
  }
}
