/** Fills a demo company with weeks of conversations, and leaves some open; the figures are counted at the end. */
import { seededRandom, type Context, type Random } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import { rescore } from '../quality/rescore.ts'
import { seedCannedReplies } from './canned.ts'
import { FOLLOW_UP_HOURS, seedFollowUps } from './follow-ups.ts'
import { leave } from './leave.ts'
import { seedReviews } from './reviews.ts'
import { insert, type Row } from './rows.ts'
import { idAt, tell, type Plot, type Story } from './story.ts'
import { TOPICS } from './topics.ts'
import type { ConversationWorld, DemoParts, DemoPerson } from './world.ts'

const BATCH = 400
const DAY_MS = 86_400_000
/** Share of a day's conversations that begin in each hour, 0–23, of a service that is there day and night. */
const HOURS = [1, 1, 0, 0, 0, 1, 2, 4, 9, 13, 13, 10, 6, 9, 12, 12, 10, 8, 5, 3, 2, 2, 1, 1]

/** Few enough to be read. */
const SETTING = { sample_size: 3, low_score: 70, low_rating: 2, follow_up_hours: FOLLOW_UP_HOURS, version: 1 }
/** How long ago somebody did not want to wait. */
const LEFT_HOURS_AGO = [3, 27]

/** Answers how many conversations were told. The same world gives the same stories. */
export async function seedConversations({ database, context }: DemoParts, world: ConversationWorld): Promise<number> {
  const dice = seededRandom(world.seed)
  const contacts = new Map<string, Row>()
  const plots = [
    ...pastPlots(world, dice, contacts, context),
    ...openPlots(world, dice, contacts, context),
    ...leftPlots(world, dice, contacts, context),
  ]
  await database.withTenant(context, (tx) => insert(tx, 'contact', [...contacts.values()]))
  for (let start = 0; start < plots.length; start += BATCH) {
    const stories = plots.slice(start, start + BATCH).map((plot) => storyOf(plot, context, world.zone, dice))
    await database.withTenant(context, (tx) => insertStories(tx, stories))
  }
  await database.withTenant(context, async (tx) => {
    await seedCannedReplies(tx, context)
    await markReturns(tx, context)
    await tx.run(sql`select conversation.roll_up_new(${context.tenantId})`)
    await insert(tx, 'quality_setting', [{ tenant_id: context.tenantId, ...SETTING }])
    await seedFollowUps(tx, context, world, dice)
    await seedReviews(tx, context, world, dice)
    await rescore(tx, context)
  })
  return plots.length
}

function pastPlots(world: ConversationWorld, dice: Random, contacts: Map<string, Row>, context: Context): Plot[] {
  const plots: Plot[] = []
  const [first, lastHour] = [Date.parse(world.from), Date.parse(world.to) - 3_600_000]
  for (let day = first; day < lastHour; day += DAY_MS) {
    const weekend = Temporal.Instant.fromEpochMilliseconds(day).toZonedDateTimeISO(world.zone).dayOfWeek > 5
    const count = Math.round(world.perDay * (weekend ? 0.33 : 1) * (0.85 + dice.next() * 0.3))
    for (let index = 0; index < count; index++) {
      const openedMs = localMidnight(day, world.zone) + hourOf(dice) * 3_600_000 + dice.below(3_600_000)
      if (openedMs >= first && openedMs < lastHour)
        plots.push(plotAt(world, dice, contacts, context, openedMs, 'closed'))
    }
  }
  return plots.sort((a, b) => a.openedMs - b.openedMs)
}

function localMidnight(ms: number, zone: string): number {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).startOfDay().epochMilliseconds
}

function hourOf(dice: Random): number {
  let left = dice.below(HOURS.reduce((sum, share) => sum + share, 0))
  return HOURS.findIndex((share) => (left -= share) < 0)
}

/** Each of another person: a contact has one open conversation. */
function openPlots(world: ConversationWorld, dice: Random, contacts: Map<string, Row>, context: Context): Plot[] {
  const end = Date.parse(world.to)
  const { active, waiting, withBot } = world.open
  const ends = [
    ...Array.from({ length: active }, () => 'active' as const),
    ...Array.from({ length: waiting }, () => 'queued' as const),
    ...Array.from({ length: withBot }, () => 'bot' as const),
  ]
  const people = dice.shuffle(world.people).slice(0, ends.length)
  return people.map((person, index) => {
    const standing = ends[index]!
    const ago = standing === 'active' ? dice.between(300, 900) : standing === 'queued' ? dice.between(5, 110) : 8
    const plot = plotAt(world, dice, contacts, context, end - ago * 1000, standing, person)
    // The first agent's desk is the one that a newcomer looks at.
    return index < 4 ? { ...plot, agent: world.agents[0]! } : plot
  })
}

function leftPlots(world: ConversationWorld, dice: Random, contacts: Map<string, Row>, context: Context): Plot[] {
  const end = Date.parse(world.to)
  const topics = dice.shuffle(TOPICS)
  return LEFT_HOURS_AGO.map((hours, index) => ({
    ...plotAt(world, dice, contacts, context, end - hours * 3_600_000, 'left'),
    topic: topics[index]!,
  }))
}

function storyOf(plot: Plot, { tenantId }: Context, zone: string, dice: Random): Story {
  if (plot.ends !== 'left') return tell(plot, tenantId, dice)
  const format = new Intl.DateTimeFormat(plot.person.locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: zone,
  })
  return leave(plot, tenantId, format.format(plot.openedMs + FOLLOW_UP_HOURS * 3_600_000))
}

function plotAt(
  world: ConversationWorld,
  dice: Random,
  contacts: Map<string, Row>,
  { tenantId }: Context,
  openedMs: number,
  ends: Plot['ends'],
  person: DemoPerson = dice.pick(world.people),
): Plot {
  const channel = weighted(world.channels, dice)
  const key = `${channel.channelId} ${person.personId}`
  const contact = contacts.get(key) ?? contactRow(tenantId, channel.channelId, person, openedMs)
  contacts.set(key, contact)
  return {
    conversationId: idAt(openedMs),
    contactId: contact['contact_id'] as string,
    channel,
    person,
    topic: articleNames(world, dice.pick(TOPICS)),
    openedMs,
    ends,
    agent: dice.pick(world.agents),
    queue: dice.pick(world.queues),
  }
}

function weighted(channels: ConversationWorld['channels'], dice: Random): ConversationWorld['channels'][number] {
  let left = dice.next() * channels.reduce((sum, { weight }) => sum + weight, 0)
  return channels.find(({ weight }) => (left -= weight) < 0) ?? channels[0]!
}

/** Topics for which the company has an article quote it by its id. */
function articleNames({ articles = [] }: ConversationWorld, topic: Plot['topic']): Plot['topic'] {
  const article = articles.find(({ title }) => title === topic.title['zh-CN'] || title === topic.title.en)
  return article ? { ...topic, id: article.articleId } : topic
}

function contactRow(tenantId: string, channelId: string, person: DemoPerson, ms: number): Row {
  return {
    tenant_id: tenantId,
    contact_id: idAt(ms),
    channel_id: channelId,
    external_id: `demo:${person.personId}`,
    name: person.name,
    locale: person.locale,
    person_id: person.personId,
    customer_id: person.customerId,
    vip: person.vip ?? false,
    attributes: {},
    subscribed: true,
    version: 1,
    created_at: new Date(ms).toISOString(),
  }
}

async function insertStories(tx: Tx, stories: readonly Story[]): Promise<void> {
  const present = (pick: (story: Story) => Row | undefined): Row[] =>
    stories.map(pick).filter((row) => row !== undefined)
  await insert(
    tx,
    'conversation',
    stories.map(({ conversation }) => ({ ...DEFAULTS, ...conversation })),
  )
  await insert(
    tx,
    'message',
    stories.flatMap(({ messages }) => messages),
  )
  await insert(
    tx,
    'acceptance',
    present(({ acceptance }) => acceptance),
  )
  await insert(
    tx,
    'bot_turn',
    present(({ turn }) => turn),
  )
  await insert(
    tx,
    'queue_item',
    present(({ queueItem }) => queueItem),
  )
}

/** A record set fills every column, and so needs what a plain insert would have got by default. */
const DEFAULTS: Row = {
  priority: 0,
  units: 1,
  tags: [],
  attributes: {},
  last_change: 0,
  agent_read_seq: 0,
  customer_read_seq: 0,
  customer_delivered_seq: 0,
  bot_seq: 0,
  unread: 0,
  handling_seconds: 0,
  queue_seconds: 0,
  response_count: 0,
  response_seconds: 0,
  customer_messages: 0,
  agent_messages: 0,
  bot_messages: 0,
  bot_answers: 0,
  reopened: false,
  version: 1,
}

/** Who came back within 72 hours was not helped the first time. */
async function markReturns(tx: Tx, { tenantId }: Context): Promise<void> {
  await tx.run(sql`
    with pair as (
      select conversation_id, lag(conversation_id) over own as former, opened_at, lag(closed_at) over own as closed_at
      from conversation.conversation where tenant_id = ${tenantId}
      window own as (partition by contact_id order by opened_at)),
    returned as (
      select conversation_id, former from pair where closed_at <= opened_at and closed_at > opened_at - interval '72 hours'),
    follow as (
      update conversation.conversation c set follows_id = r.former from returned r
      where c.tenant_id = ${tenantId} and c.conversation_id = r.conversation_id)
    update conversation.conversation c set reopened = true from returned r
    where c.tenant_id = ${tenantId} and c.conversation_id = r.former`)
}
