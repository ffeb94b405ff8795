import type { ConversationWorld } from '#domains/conversation'
import type { DemoChannels } from './channels.ts'
import { DEMO_ZONE, type DemoWorld } from './world.ts'

const DAYS = 60
const PER_WORKDAY = 55
const DAY_MS = 86_400_000

/** Sixty days of talking, and the queue of this hour. Li Wen has not written yet: the story begins with her. */
export function conversationsOf(
  { customers, heroine, nowMs, random }: DemoWorld,
  { queueId, webId, wechatId }: DemoChannels,
  agents: readonly { readonly id: string; readonly name: string }[],
  supervisors: ConversationWorld['supervisors'],
): ConversationWorld {
  return {
    seed: random.below(1_000_000),
    from: new Date(nowMs - DAYS * DAY_MS).toISOString(),
    to: new Date(nowMs).toISOString(),
    zone: DEMO_ZONE,
    perDay: PER_WORKDAY,
    channels: [
      { channelId: wechatId, kind: 'wechat', weight: 6 },
      { channelId: webId, kind: 'web', weight: 4 },
    ],
    queues: [{ queueId, teamId: null }],
    agents: agents.map(({ id, name }) => ({ agentId: id, name })),
    supervisors,
    people: customers.flatMap(({ id, people }) =>
      people
        .filter((person) => person.id !== heroine.person.id)
        .map((person) => ({
          personId: person.id,
          customerId: id,
          name: person.name,
          locale: 'zh-CN' as const,
          phone: person.phone,
          vip: person.vip,
        })),
    ),
    open: { active: 16, waiting: 4, withBot: 3 },
  }
}
