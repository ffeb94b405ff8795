/** Puts the domain together: what the outside may ask, and what it adds to the running program. */
import type { Contribution, WebSocketLike } from '#engine/assembly'
import { newId, Refusal, type Context, type Locale } from '#engine/kernel'
import { handleJob } from '#engine/jobs'
import { takeBotTurn } from './bot/turn.ts'
import { channelAddress } from './channels/address.ts'
import { deliverAll } from './channels/deliver.ts'
import { channelDirectory, type Channel } from './channels/directory.ts'
import { readFeed, wakeFeeds } from './channels/feed.ts'
import { hookRoutes } from './channels/hook.ts'
import { hotlineContribution } from './channels/hotline/contribution.ts'
import { takeIn } from './channels/inbound.ts'
import { feedWatch } from './channels/watch.ts'
import { fetchMedia } from './channels/media.ts'
import { greet, stageSubscriber, tellStage } from './channels/tell-platform.ts'
import { tencentContribution } from './channels/tencent/contribution.ts'
import { widgetRoutes, widgetUpload } from './channels/widget/handlers.ts'
import { openVisitorLine } from './channels/widget/line.ts'
import { widgetOrigins } from './channels/widget/origins.ts'
import { recognise } from './channels/widget/visitor.ts'
import { close } from './close/close.ts'
import { closeIdle } from './close/idle.ts'
import { conversationRefusals } from './errors.ts'
import { channelOf } from './inbox/commands.ts'
import { readConversation, readThread } from './inbox/read.ts'
import { assertInSight, isVisible, withinSight } from './inbox/sight.ts'
import { agentsNow, queuesNow } from './inbox/supervision.ts'
import {
  botTurnJob,
  deliverJob,
  expireOfferJob,
  fetchMediaJob,
  greetJob,
  readFeedJob,
  routeJob,
  tellStageJob,
  tellWaitingJob,
} from './jobs.ts'
import { tellColleagues, type ConversationParts, type Parts } from './parts.ts'
import { conversationPolicy } from './policy.ts'
import { readFigures } from './reports/figures.ts'
import { rollUpSubscriber } from './reports/roll-up.ts'
import { inboxRoutes, settingsRoutes } from './routes.ts'
import { saveAgent, setPresence } from './routing/agent.ts'
import { expireOffer, route } from './routing/offer.ts'
import { saveQueue } from './routing/queue.ts'
import { tellWaiting } from './routing/tell-waiting.ts'
import { handOver } from './routing/transfer.ts'
import type { ConversationService, Posted } from './service.ts'
import { appendMessage, type Appended } from './thread/append.ts'
import type { MessageContent } from './thread/content.ts'
import { findOpenOf, getConversation, listOpenOfPerson } from './thread/conversation.ts'
import { conversationsOf, identifyContact, linkTo } from './thread/links.ts'
import { speak } from './thread/speak.ts'
import { telephoneBase } from './telephone/set-up.ts'
import { testPhoneBase } from './test-phone/account.ts'
import { deskWork } from './desk-work.ts'
import { qualityContribution } from './quality/contribution.ts'

export interface OpenConversation {
  readonly service: ConversationService
  readonly contribution: Contribution
}

export function openConversation(given: ConversationParts): OpenConversation {
  const { database, secretBox, allowPrivateAddresses, simulatedPlatform, localUrl } = given
  const mayCallInside = (settings: Readonly<Record<string, unknown>>): boolean =>
    allowPrivateAddresses ||
    (simulatedPlatform !== undefined && isBelow(settings['apiBase'], simulatedPlatform())) ||
    (localUrl !== undefined &&
      [telephoneBase, testPhoneBase].some((base) => isBelow(settings['apiBase'], base(localUrl()))))
  const channels = channelDirectory({ database, secretBox, mayCallInside })
  const parts: Parts = { ...given, channels }
  return { service: createConversationService(parts), contribution: contributionOf(parts) }
}

/** Dots in a path are resolved first: they lead out of the simulator. */
function isBelow(address: unknown, base: string): boolean {
  return typeof address === 'string' && URL.parse(address)?.href.startsWith(`${base}/`) === true
}

function createConversationService(parts: Parts): ConversationService {
  const { database, channels } = parts
  const within = database.withTenant
  const post = (
    context: Context,
    conversationId: string,
    source: string,
    contentOf: (locale: Locale) => MessageContent,
  ) => postAsSystem(parts, context, conversationId, source, contentOf)
  return {
    getConversation: (context, id) =>
      within(context, async (tx) => {
        await assertInSight(tx, context, id)
        return readConversation(tx, context, id)
      }),
    readThread: (context, id, query) =>
      within(context, async (tx) => {
        await assertInSight(tx, context, id)
        return readThread(tx, context, id, query)
      }),
    findOpenByContact: (context, { channelId, externalId }) =>
      within(context, (tx) => findOpenOf(tx, context.tenantId, channelId, externalId)),
    webChatPath: async (context) => {
      const open = (await parts.channels.list(context)).find(({ kind, enabled }) => kind === 'web' && enabled)
      return open ? `/widget.html?key=${open.address}` : null
    },
    listOpenByPerson: (context, personId) => within(context, (tx) => listOpenOfPerson(tx, context.tenantId, personId)),
    listByLink: (context, ref) => within(context, (tx) => conversationsOf(tx, context, ref)),
    postSystemMessage: (context, { conversationId, source, text }) =>
      post(context, conversationId, source, (locale) => ({ type: 'text', text: text[locale] })),
    sendTracking: (context, { conversationId, source, url, title }) =>
      post(context, conversationId, source, (locale) => ({ type: 'link', url, title: title[locale] })),
    addSystemNote: (context, { conversationId, source, text }) =>
      within(context, async (tx) => {
        const { channelId } = await getConversation(tx, context.tenantId, conversationId)
        const author = { kind: 'system', id: context.actor.id, name: null } as const
        const content = { type: 'note', text, mentions: [] } as const
        const note = { conversationId, channelId, sourceId: source, author, internal: true, pushed: false }
        await appendMessage(tx, context, { ...note, content: { ...content, mentions: [] } })
      }),
    linkCase: (context, id, link) =>
      within(context, async (tx) => {
        await linkTo(tx, context, id, link)
        tellColleagues(parts, tx, context, id, 'links')
      }),
    handOver: (context, id, reason, card) => within(context, (tx) => handOver(tx, context, id, reason, card)),
    closeWithSurvey: async (context, conversationId) => {
      const channel = await channelOf(parts, context, conversationId)
      return within(context, (tx) => close(tx, context, channel, { conversationId, reason: 'resolved', survey: true }))
    },
    identifyContact: (context, contactId, person) =>
      within(context, (tx) => identifyContact(tx, context, contactId, person)),
    createChannel: (context, draft) => channels.create(context, draft),
    channelAddress: ({ tenantId }, channelId) => channelAddress({ tenantId, channelId }),
    widgetOrigins: (address) => widgetOrigins(parts, address),
    saveQueue: (context, draft) => within(context, (tx) => saveQueue(tx, context, draft)),
    saveAgent: (context, userId, { presence, ...settings }) =>
      within(context, async (tx) => {
        await saveAgent(tx, context, userId, settings)
        if (presence) await setPresence(tx, context, userId, presence)
      }),
    receive: async ({ tenantId, traceId }, channelId, inbound) =>
      takeIn(parts, await channelById(parts, tenantId, channelId), inbound, traceId),
    readNow: (context) =>
      within(context, async (tx) => ({ queues: await queuesNow(tx, context), agents: await agentsNow(tx, context) })),
    readFigures: (context, query) => within(context, (tx) => readFigures(tx, context, query)),
  }
}

async function channelById({ channels }: Parts, tenantId: string, channelId: string): Promise<Channel> {
  const channel = await channels.find({ tenantId, channelId })
  if (!channel) throw conversationRefusals.channelNotFound()
  return channel
}

async function postAsSystem(
  parts: Parts,
  context: Context,
  conversationId: string,
  source: string,
  contentOf: (locale: Locale) => MessageContent,
): Promise<Posted> {
  const channel = await channelOf(parts, context, conversationId)
  try {
    const { seq } = await parts.database.withTenant(context, async (tx): Promise<Appended> => {
      const { contactLocale } = await getConversation(tx, context.tenantId, conversationId)
      const content = contentOf(contactLocale === 'en' ? 'en' : 'zh-CN')
      const author = { kind: 'system', id: context.actor.id, name: null } as const
      return speak(tx, context, channel, { conversationId, sourceId: source, author, content })
    })
    return { outcome: 'posted', seq }
  } catch (error) {
    if (error instanceof Refusal && error.code === 'conversation.window-closed') return { outcome: 'window_closed' }
    if (error instanceof Refusal && error.code === 'conversation.quota-used') return { outcome: 'quota_used' }
    throw error
  }
}

function contributionOf(parts: Parts): Contribution {
  const { database } = parts
  const work = deskWork(parts)
  const hotline = hotlineContribution(parts)
  const quality = qualityContribution(parts)
  const tencent = tencentContribution(parts)
  const listening = feedWatch(parts)
  return {
    name: 'conversation',
    stop: () => listening.stop(),
    policy: conversationPolicy,
    routes: withinSight(database, [
      inboxRoutes(parts),
      settingsRoutes(parts),
      ...tencent.routes,
      widgetRoutes(parts),
      ...hotline.routes,
      ...work.routes,
      ...quality.routes,
    ]),
    rawRoutes: [hookRoutes(parts), widgetUpload(parts), hotline.rawRoutes, quality.rawRoutes, tencent.rawRoutes].flat(),
    topics: [
      { name: 'conversation', may: 'conversation.read', visible: isVisible(parts) },
      { name: 'conversation.queue', may: 'conversation.read', scoped: true },
      { name: 'conversation.inbox', may: 'conversation.read', scoped: true },
      ...work.topics,
      ...quality.topics,
    ],
    jobs: [...hotline.jobs, ...jobsOf(parts), ...work.jobs, ...quality.jobs],
    schedules: [
      ...hotline.schedules,
      ...quality.schedules,
      {
        name: 'conversation.read_feeds',
        at: { everyMinutes: 1 },
        run: (context) => wakeFeeds(parts, context, listening),
      },
      { name: 'conversation.close_idle', at: { everyMinutes: 5 }, run: (context) => closeIdle(parts, context) },
    ],
    subscribers: [
      rollUpSubscriber(database),
      ...hotline.subscribers,
      stageSubscriber(database, parts.channels),
      ...work.subscribers,
      ...quality.subscribers,
    ],
    sockets: [
      { path: '/api/conversation/widget/socket', accept: (query, socket) => acceptVisitor(parts, query, socket) },
    ],
    locales: [{ name: 'conversation', folder: new URL('./locale/', import.meta.url) }, ...quality.locales],
  }
}

function jobsOf(parts: Parts): NonNullable<Contribution['jobs']> {
  const { database } = parts
  return [
    handleJob(deliverJob, ({ conversationId, channelId }, context) =>
      deliverAll(parts, context, channelId, conversationId),
    ),
    handleJob(readFeedJob, ({ channelId, ...wake }, context) => readFeed(parts, context, channelId, wake)),
    handleJob(fetchMediaJob, (place, context) => fetchMedia(parts, context, place)),
    handleJob(greetJob, (welcome, context) => greet(parts, context, welcome)),
    handleJob(tellStageJob, (told, context) => tellStage(parts, context, told)),
    handleJob(botTurnJob, ({ conversationId }, context) => takeBotTurn(parts, context, conversationId)),
    handleJob(routeJob, async (_payload, context) => {
      await route(database, context)
    }),
    handleJob(expireOfferJob, (offer, context) =>
      database.withTenant(context, (tx) => expireOffer(tx, context, offer)),
    ),
    handleJob(tellWaitingJob, ({ conversationId }, context) => tellWaiting(parts, context, conversationId)),
  ]
}

/** Frames may arrive while the visitor is still being recognised; they wait. */
async function acceptVisitor(
  parts: Parts,
  query: Readonly<Record<string, string>>,
  socket: WebSocketLike,
): Promise<void> {
  const waiting: string[] = []
  let receive = (text: string): void => void waiting.push(text)
  socket.on('message', (data) => receive(data.toString('utf8')))
  try {
    const line = openVisitorLine(parts, await recognise(parts, query['token'], newId()), socket)
    receive = line.receive
    for (const text of waiting) receive(text)
    socket.on('close', line.closed)
    socket.on('error', line.closed)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    socket.close(4401, error.code)
  }
}
