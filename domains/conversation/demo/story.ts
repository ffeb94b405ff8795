/** One conversation from its first word to its rating, as rows. Pure: the same dice give the same story. */
import { newId, type Random } from '#engine/kernel'
import { ratingChoiceId } from '../close/rating-choice.ts'
import { RIGHTS } from '../contract/right.ts'
import type { MessageContent } from '../thread/content.ts'
import { plainText } from '../thread/plain-text.ts'
import type { Row } from './rows.ts'
import type { Topic } from './topics.ts'
import type { ConversationWorld, DemoPerson } from './world.ts'

export interface Plot {
  readonly conversationId: string
  readonly contactId: string
  readonly channel: ConversationWorld['channels'][number]
  readonly person: DemoPerson
  readonly topic: Topic
  readonly openedMs: number
  /** How it stands at the end of the seeded time. */
  readonly ends: 'closed' | 'active' | 'queued' | 'bot' | 'left'
  readonly agent: ConversationWorld['agents'][number]
  readonly queue: ConversationWorld['queues'][number]
}

export interface Story {
  readonly conversation: Row
  readonly messages: readonly Row[]
  readonly acceptance?: Row
  readonly turn?: Row
  readonly queueItem?: Row
}

/** What a conversation gathers while it is told. */
interface Telling {
  ms: number
  readonly messages: Row[]
  readonly row: Record<string, unknown>
}

const BOT_SOLVES = 0.58
const TARGET_SECONDS = 120
const iso = (ms: number): string => new Date(ms).toISOString()

export function tell(plot: Plot, tenantId: string, dice: Random): Story {
  const { person, topic } = plot
  const telling = begin(plot, tenantId)
  speak(telling, plot, 'customer', { type: 'text', text: topic.question[person.locale] })
  if (plot.ends === 'queued') return waitInQueue(telling, plot, tenantId)
  const turn = letBotAnswer(telling, plot, tenantId, dice)
  if (plot.ends === 'bot') return { ...end(telling), turn }
  if (plot.ends === 'closed' && dice.next() < BOT_SOLVES) return { ...solvedByBot(telling, plot, dice), turn }
  const acceptance = handOver(telling, plot, tenantId, dice)
  converse(telling, plot, dice)
  if (plot.ends === 'closed') {
    takeLeave(telling, plot, dice)
    closeAndRate(telling, plot, dice)
  }
  return { ...end(telling), turn, acceptance }
}

export function begin({ conversationId, contactId, channel, queue, openedMs }: Plot, tenantId: string): Telling {
  const row = {
    tenant_id: tenantId,
    conversation_id: conversationId,
    channel_id: channel.channelId,
    contact_id: contactId,
    status: 'bot',
    queue_id: queue.queueId,
    agent_id: null,
    team_id: null,
    reply_target_seconds: TARGET_SECONDS,
    reply_due_at: 'infinity',
    opened_at: iso(openedMs),
  }
  return { ms: openedMs, messages: [], row }
}

type Voice = 'customer' | 'bot' | 'agent' | 'system'

export function speak(telling: Telling, plot: Plot, kind: Voice, content: MessageContent, internal = false): void {
  const { row } = telling
  const seq = telling.messages.length + 1
  const text = plainText(content)
  telling.messages.push({
    tenant_id: row['tenant_id'],
    conversation_id: plot.conversationId,
    seq,
    channel_id: plot.channel.channelId,
    source_id: `demo:${plot.conversationId}:${seq}`,
    author_kind: kind,
    author_id: kind === 'agent' ? plot.agent.agentId : null,
    author_name:
      kind === 'agent' ? plot.agent.name : kind === 'bot' ? '小万' : kind === 'customer' ? plot.person.name : null,
    type: content.type,
    content,
    text,
    internal,
    state:
      plot.channel.kind === 'wechat' && !internal && kind !== 'customer' && content.type !== 'event' ? 'sent' : null,
    sent_at: iso(telling.ms),
    created_at: iso(telling.ms),
    change: 0,
  })
  row['last_seq'] = seq
  if (content.type === 'event' || internal) return
  if (kind !== 'system') {
    row['last_text'] = text.slice(0, 200)
    row['last_author'] = kind
  }
  row['last_message_at'] = iso(telling.ms)
  if (plot.channel.kind === 'wechat') countSend(row, kind, telling.ms)
  if (kind === 'customer') beginWaiting(row, telling.ms)
  if (kind !== 'system') add(row, `${kind}_messages`, 1)
}

/** A customer's message opens the window anew; each of ours uses it up. */
function countSend(row: Record<string, unknown>, kind: Voice, ms: number): void {
  if (kind !== 'customer') return add(row, 'window_remaining', -1)
  Object.assign(row, { window_expires_at: iso(ms + RIGHTS.wrote.forMs), window_remaining: RIGHTS.wrote.sends })
}

/** The customer waits from here on, unless he does already. */
function beginWaiting(row: Record<string, unknown>, ms: number): void {
  row['awaiting_since'] ??= iso(ms)
  row['unread'] = Number(row['unread'] ?? 0) + 1
}

function add(row: Record<string, unknown>, name: string, amount: number): void {
  row[name] = Number(row[name] ?? 0) + amount
}

function letBotAnswer(telling: Telling, plot: Plot, tenantId: string, dice: Random): Row {
  const { topic, person, conversationId } = plot
  telling.ms += dice.between(1200, 2900)
  const citations = [{ articleId: topic.id, title: topic.title[person.locale] }]
  speak(telling, plot, 'bot', { type: 'text', text: topic.answer[person.locale], citations })
  Object.assign(telling.row, { bot_seq: 1, bot_answers: 1, awaiting_since: null, unread: 0 })
  return {
    tenant_id: tenantId,
    conversation_id: conversationId,
    asked_seq: 1,
    question: topic.question[person.locale],
    decision: 'answer',
    reason: 'answer',
    confidence: 0.62 + dice.next() * 0.36,
    threshold: 0.62,
    article_id: topic.id,
    decided_at: iso(telling.ms),
  }
}

function solvedByBot(telling: Telling, plot: Plot, dice: Random): Story {
  telling.ms += dice.between(15_000, 240_000)
  const confirmed = dice.next() < 0.45
  if (confirmed) {
    const text = plot.person.locale === 'en' ? 'Solved, thank you' : '已解决，谢谢'
    speak(telling, plot, 'customer', { type: 'text', text, choiceId: 'solved' })
    telling.row['bot_confirmed_at'] = iso(telling.ms)
  } else telling.ms += 1_800_000
  close(telling, plot, confirmed ? 'resolved' : 'idle')
  if (confirmed && dice.next() < 0.4) rateIt(telling, plot, dice)
  return end(telling)
}

function handOver(telling: Telling, plot: Plot, tenantId: string, dice: Random): Row {
  const { row } = telling
  const english = plot.person.locale === 'en'
  telling.ms += dice.between(8000, 60_000)
  speak(telling, plot, 'customer', { type: 'text', text: english ? 'That did not help' : '试过了，不行' })
  const question = plot.topic.question[plot.person.locale]
  const card = {
    wants: question,
    confirmed: [plot.person.name],
    doesNotKnow: english ? 'That did not help' : '试过了，不行',
  }
  const details = { reason: 'not_sure', ...card, confidence: 0.3 + dice.next() * 0.3, threshold: 0.62 }
  speak(telling, plot, 'system', { type: 'event', event: 'handed_over', details }, true)
  Object.assign(row, { queued_at: iso(telling.ms), handed_over_at: iso(telling.ms) })
  const waitSeconds = dice.between(4, 95)
  telling.ms += waitSeconds * 1000
  const details2 = { agentId: plot.agent.agentId, by: 'accept' }
  speak(telling, plot, 'agent', { type: 'event', event: 'assigned', details: details2 })
  Object.assign(row, {
    status: 'active',
    agent_id: plot.agent.agentId,
    team_id: plot.queue.teamId,
    accepted_at: iso(telling.ms),
    handled_since: iso(telling.ms),
    queue_seconds: waitSeconds,
  })
  return {
    tenant_id: tenantId,
    conversation_id: plot.conversationId,
    accepted_at: iso(telling.ms),
    queue_id: plot.queue.queueId,
    agent_id: plot.agent.agentId,
    skills: [],
    wait_seconds: waitSeconds,
    ended_at: null,
  }
}

function converse(telling: Telling, plot: Plot, dice: Random): void {
  const lines = plot.topic.dialogue[plot.person.locale]
  // An open conversation stops where the customer has just asked something.
  const told = plot.ends === 'active' ? lines.slice(0, dice.pick([2, 2, 2, 3])) : lines
  const greets = dice.next() < GREETS
  told.forEach((line, index) => {
    const isAgent = index % 2 === 0
    const text = index === 0 && greets ? HELLO[plot.person.locale] + line : line
    telling.ms += isAgent ? dice.between(9, 85) * 1000 : dice.between(6, 140) * 1000
    speak(telling, plot, isAgent ? 'agent' : 'customer', { type: 'text', text })
    if (isAgent) countResponse(telling)
  })
}

/** Shares of agents' conversations that begin and end as they should. */
const GREETS = 0.88
const TAKES_LEAVE = 0.82
const HELLO = { 'zh-CN': '您好，', en: 'Hello. ' } as const
const LEAVE = {
  'zh-CN': '都解决了吗？还有问题随时找我，谢谢',
  en: 'Is everything working now? Thank you, and come back any time',
} as const

function takeLeave(telling: Telling, plot: Plot, dice: Random): void {
  if (dice.next() >= TAKES_LEAVE) return
  telling.ms += dice.between(5, 40) * 1000
  speak(telling, plot, 'agent', { type: 'text', text: LEAVE[plot.person.locale] })
  countResponse(telling)
}

function countResponse({ row, ms }: Telling): void {
  const since = row['awaiting_since']
  row['first_response_at'] ??= iso(ms)
  if (typeof since === 'string') {
    add(row, 'response_count', 1)
    add(row, 'response_seconds', Math.round((ms - Date.parse(since)) / 1000))
  }
  Object.assign(row, { awaiting_since: null, unread: 0, agent_read_seq: row['last_seq'] })
}

export function close(telling: Telling, plot: Plot, reason: string): void {
  const { row } = telling
  speak(telling, plot, row['agent_id'] === null ? 'system' : 'agent', {
    type: 'event',
    event: 'closed',
    details: { reason },
  })
  const since = row['handled_since']
  Object.assign(row, {
    status: 'closed',
    closed_at: iso(telling.ms),
    closed_by: row['agent_id'] ?? 'system',
    close_reason: reason,
    awaiting_since: null,
    unread: 0,
    handling_seconds: typeof since === 'string' ? Math.round((telling.ms - Date.parse(since)) / 1000) : 0,
    handled_since: null,
    survey_sent_at: iso(telling.ms),
  })
}

function closeAndRate(telling: Telling, plot: Plot, dice: Random): void {
  const { conversationId, person } = plot
  telling.ms += dice.between(20, 200) * 1000
  const choices = [5, 4, 3, 2, 1].map((rating) => ({
    id: ratingChoiceId({ conversationId, rating }),
    label: `${rating}`,
  }))
  const text = person.locale === 'en' ? 'How was our service?' : '请评价本次服务'
  speak(telling, plot, 'system', { type: 'menu', text, choices })
  close(telling, plot, 'resolved')
  if (dice.next() < 0.46) rateIt(telling, plot, dice)
}

const RATINGS = [5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 4, 4, 4, 4, 4, 4, 4, 5, 5, 5, 4, 5, 3, 2, 1]

/** Some say no word. */
const COMPLAINTS = {
  'zh-CN': [
    '等了太久才有人回复',
    '问题没有真正解决，第二天又出现了',
    '来回问了好几遍同样的问题',
    '让我自己重启了三次',
    null,
  ],
  en: ['I waited far too long', 'It came back the next day', 'I was asked the same thing again and again', null],
} as const

function rateIt(telling: Telling, { person }: Plot, dice: Random): void {
  const at = telling.ms + dice.between(20, 900) * 1000
  const rating = dice.pick(RATINGS)
  const reason = rating <= 2 ? dice.pick(COMPLAINTS[person.locale]) : null
  Object.assign(telling.row, { rating, rated_at: iso(at), rating_reason: reason })
}

function waitInQueue(telling: Telling, plot: Plot, tenantId: string): Story {
  const { conversationId, queue, openedMs, person } = plot
  const at = iso(openedMs)
  const due = iso(openedMs + TARGET_SECONDS * 1000)
  Object.assign(telling.row, { status: 'queued', queued_at: at, reply_due_at: due })
  const queueItem = {
    tenant_id: tenantId,
    conversation_id: conversationId,
    queue_id: queue.queueId,
    skills: [],
    units: 1,
    entered_at: at,
    rank_at: iso(openedMs - (person.vip ? 180_000 : 0)),
    passed_by: [],
  }
  return { ...end(telling), queueItem }
}

export function end({ row, messages }: Telling): Story {
  if (row['status'] === 'active' && typeof row['awaiting_since'] === 'string') {
    row['reply_due_at'] = iso(Date.parse(row['awaiting_since']) + TARGET_SECONDS * 1000)
  }
  return { conversation: row, messages }
}

/** A new id whose time is that of the story, so that rows sort as they happened. */
export function idAt(ms: number): string {
  const hex = Math.floor(ms).toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}${newId().slice(13)}`
}
