import type { Context } from '#engine/kernel'
import { routes, type RouteSet } from '#engine/http'
import { channelAddress } from './channels/address.ts'
import { tryMail } from './channels/email/try-mail.ts'
import { replayUnreadable } from './channels/replay.ts'
import { dismissUnreadable, listUnreadable } from './channels/unreadable.ts'
import { close, reopen } from './close/close.ts'
import { inboxContract, settingsContract } from './contract.ts'
import { conversationRefusals } from './errors.ts'
import { countUse, listCannedReplies, removeCannedReply, saveCannedReply } from './inbox/canned-reply.ts'
import { channelOf, edit, note, react, recall, reply, saveDraft } from './inbox/commands.ts'
import { countInbox, listInbox } from './inbox/list.ts'
import { readConversation, readCustomerCard, readThread } from './inbox/read.ts'
import { agentsNow, queuesNow } from './inbox/supervision.ts'
import { setTags, tellLooking, tellRead, tellTyping } from './inbox/signs.ts'
import type { Parts } from './parts.ts'
import { readFigures } from './reports/figures.ts'
import { findAgent, saveAgent, setPresence } from './routing/agent.ts'
import { accept, decline, forceAssign, takeNext, takeOver } from './routing/offer.ts'
import { listQueues, saveQueue } from './routing/queue.ts'
import { transfer } from './routing/transfer.ts'
import type { Appended } from './thread/append.ts'
import { present } from './thread/present.ts'

export function inboxRoutes(parts: Parts): RouteSet {
  const { database } = parts
  const within = database.withTenant
  return routes(inboxContract, {
    listInbox: ({ query, context }) => within(context, (tx) => listInbox(tx, context, query)).then(copied),
    countInbox: ({ context }) => within(context, (tx) => countInbox(tx, context)),
    readConversation: ({ params, context }) =>
      within(context, (tx) => readConversation(tx, context, params.id)).then(copied),
    readThread: async ({ params, query, context }) => {
      const page = await within(context, (tx) => readThread(tx, context, params.id, definedOf(query)))
      return { ...page, items: page.items.map((message) => present(parts, context, message)) }
    },
    readCustomerCard: ({ params, context }) =>
      within(context, (tx) => readCustomerCard(tx, context, params.id)).then(copied),
    sendMessage: async ({ params, body, context }) =>
      stored(await reply(parts, context, { conversationId: params.id, ...body })),
    addNote: async ({ params, body, context }) =>
      stored(await note(parts, context, { conversationId: params.id, ...body })),
    editMessage: ({ params, body, context }) => done(edit(parts, context, params.id, params.seq, body.text)),
    recallMessage: ({ params, context }) => done(recall(parts, context, params.id, params.seq)),
    reactToMessage: ({ params, body, context }) => done(react(parts, context, params.id, params.seq, body.emoji)),
    markRead: ({ params, body, context }) => done(tellRead(parts, context, params.id, body.seq)),
    showTyping: async ({ params, body, context }) => {
      tellTyping(parts, context, params.id, body.internal)
    },
    showLooking: async ({ params, body, context }) => {
      tellLooking(parts, context, params.id, body.state)
    },
    saveDraft: ({ params, body, context }) => done(within(context, (tx) => saveDraft(tx, context, params.id, body))),
    acceptOffer: ({ params, context }) =>
      done(within(context, (tx) => accept(tx, context, params.id, context.actor.id))),
    declineOffer: ({ params, context }) =>
      done(within(context, (tx) => decline(tx, context, params.id, context.actor.id))),
    transferConversation: ({ params, body, context }) =>
      done(within(context, (tx) => transfer(tx, context, params.id, body.to, body.note))),
    assignConversation: ({ params, body, context }) =>
      done(within(context, (tx) => forceAssign(tx, context, params.id, body.agentId, 'force'))),
    takeOver: ({ params, context }) => done(within(context, (tx) => takeOver(tx, context, params.id))),
    tagConversation: ({ params, body, context }) => done(setTags(parts, context, params.id, body.tags)),
    closeConversation: async ({ params, body, context }) => {
      const channel = await channelOf(parts, context, params.id)
      await within(context, (tx) => close(tx, context, channel, { conversationId: params.id, ...body }))
    },
    reopenConversation: ({ params, context }) =>
      done(within(context, (tx) => reopen(tx, context, params.id, context.actor.id))),
    takeNext: async ({ context }) => ({
      conversationId: await within(context, (tx) => takeNext(tx, context, context.actor.id)),
    }),
    readMyState: async ({ context }) => {
      const agent = await within(context, (tx) => findAgent(tx, context.tenantId, context.actor.id))
      return { agent: agent ? { ...agent, skills: [...agent.skills] } : null }
    },
    setMyPresence: ({ body, context }) => done(changePresence(parts, context, context.actor.id, body.presence)),
    listCannedReplies: async ({ context }) => ({
      items: await within(context, (tx) => listCannedReplies(tx, context)),
    }),
    createCannedReply: async ({ body, context }) => ({
      cannedReplyId: await within(context, (tx) => saveCannedReply(tx, context, body)),
    }),
    updateCannedReply: async ({ params, body, context }) => {
      await within(context, (tx) => saveCannedReply(tx, context, body, params.id))
    },
    removeCannedReply: ({ params, context }) =>
      done(within(context, (tx) => removeCannedReply(tx, context, params.id))),
    countCannedReply: ({ params, context }) => done(within(context, (tx) => countUse(tx, context, params.id))),
  })
}

export function settingsRoutes(parts: Parts): RouteSet {
  const within = parts.database.withTenant
  return routes(settingsContract, {
    readNow: ({ context }) =>
      within(context, async (tx) => ({
        queues: await queuesNow(tx, context),
        agents: (await agentsNow(tx, context)).map((agent) => ({ ...agent, skills: [...agent.skills] })),
      })),
    readFigures: async ({ query, context }) => ({
      items: await within(context, (tx) => readFigures(tx, context, query)),
    }),
    setAgent: ({ params, body, context }) => done(within(context, (tx) => saveAgent(tx, context, params.id, body))),
    setAgentPresence: ({ params, body, context }) => done(changePresence(parts, context, params.id, body.presence)),
    listQueues: async ({ context }) => {
      const queues = await within(context, (tx) => listQueues(tx, context.tenantId))
      return { items: queues.map((queue) => ({ ...queue, skills: [...queue.skills] })) }
    },
    createQueue: async ({ body, context }) => ({
      queueId: await within(context, (tx) => saveQueue(tx, context, body)),
    }),
    updateQueue: async ({ params, body, context, expectedVersion }) => {
      await within(context, (tx) => saveQueue(tx, context, { ...body, queueId: params.id }, expectedVersion))
    },
    listChannels: async ({ context }) => ({
      items: (await parts.channels.list(context)).map((channel) => ({
        ...channel,
        settings: { ...channel.settings },
        secretsSet: [...channel.secretsSet],
        feeds: [...channel.feeds],
      })),
    }),
    createChannel: async ({ body, context }) => {
      const channelId = await parts.channels.create(context, body)
      return { channelId, address: channelAddress({ tenantId: context.tenantId, channelId }) }
    },
    updateChannel: ({ params, body, context }) => {
      const { version, ...draft } = body
      return done(parts.channels.update(context, params.id, draft, version))
    },
    tryMail: async ({ params, body, context }) => ({ conversationId: await tryMail(parts, context, params.id, body) }),
    checkChannel: ({ params, context }) => checkChannel(parts, context, params.id),
    listUnreadable: ({ query, context }) => within(context, (tx) => listUnreadable(tx, context, query)).then(copied),
    replayUnreadable: async ({ params, context }) => ({
      outcome: (await replayUnreadable(parts, context, params.id)) ? 'read' : 'still_unreadable',
    }),
    dismissUnreadable: ({ params, context }) =>
      done(within(context, (tx) => dismissUnreadable(tx, context, params.id))),
  })
}

async function checkChannel(parts: Parts, { tenantId }: Context, channelId: string) {
  const channel = await parts.channels.find({ tenantId, channelId })
  if (!channel) throw conversationRefusals.channelNotFound()
  if (!channel.kind.check) return { outcome: 'not_needed' as const, detail: '' }
  return channel.kind.check(channel.connection)
}

async function changePresence(
  { database }: Parts,
  context: Context,
  agentId: string,
  presence: 'online' | 'away' | 'offline',
): Promise<void> {
  await database.withTenant(context, async (tx) => {
    if (!(await findAgent(tx, context.tenantId, agentId))) throw conversationRefusals.agentNotFound()
    await setPresence(tx, context, agentId, presence)
  })
}

function stored({ seq, outcome }: Appended) {
  return { seq, repeated: outcome === 'repeated' }
}

/** A command that answers nothing. */
async function done(work: Promise<unknown>): Promise<undefined> {
  await work
}

/** Contracts speak of plain objects and arrays; what is read-only inside is handed out as a value. */
function copied<T>(value: T): Mutable<T> {
  return value as Mutable<T>
}

type Mutable<T> = T extends readonly (infer Item)[]
  ? Mutable<Item>[]
  : T extends object
    ? { -readonly [Key in keyof T]: Mutable<T[Key]> }
    : T

/** Without the keys that were left out. */
function definedOf<T extends object>(value: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, given]) => given !== undefined)) as never
}
