/** The bot's seat in the thread: reads all that the customer has written since its last turn, decides once, says one thing. */
import { clock, Refusal, type Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import type { Channel } from '../channels/directory.ts'
import { close } from '../close/close.ts'
import type { Parts } from '../parts.ts'
import { handOver as putInQueue } from '../routing/transfer.ts'
import type { MessageContent } from '../thread/content.ts'
import { findConversation, getConversation, type Conversation } from '../thread/conversation.ts'
import { readSince, type Message } from '../thread/message.ts'
import { phrase } from '../thread/phrases.ts'
import { plainText } from '../thread/plain-text.ts'
import { speak } from '../thread/speak.ts'
import { decide, handOver, type Decision } from './decide.ts'
import { cardOf } from './hand-over-card.ts'
import { answerContent, choicesContent, CONFIRM, languageOf, PERSON } from './reply.ts'

interface Question {
  readonly conversation: Conversation
  /** The last message that this turn looks at. */
  readonly seq: number
  readonly text: string
  readonly choiceId: string | undefined
  readonly formerDecision: string | undefined
}

const MESSAGES_MAX = 50

export async function takeBotTurn(parts: Parts, context: Context, conversationId: string): Promise<void> {
  const question = await parts.database.withTenant(context, (tx) => readQuestion(tx, context, conversationId))
  if (!question) return
  const channel = await parts.channels.find({ tenantId: context.tenantId, channelId: question.conversation.channelId })
  if (!channel) return
  const decision = await decideOn(parts, context, question)
  try {
    await act(parts, context, channel, question, decision)
  } catch (error) {
    const cannotWrite = error instanceof Refusal && /\.(window-closed|quota-used)$/.test(error.code)
    if (!cannotWrite) throw error
    await act(parts, context, channel, question, handOver('quota'))
  }
}

async function readQuestion(tx: Tx, { tenantId }: Context, conversationId: string): Promise<Question | undefined> {
  const conversation = await findConversation(tx, tenantId, conversationId)
  if (conversation?.status !== 'bot') return undefined
  const cursor = { after: conversation.botSeq, change: 2_147_483_647 }
  const messages = await readSince(tx, tenantId, conversationId, cursor, 'customer', MESSAGES_MAX)
  const asked = messages.filter(({ author }) => author.kind === 'customer')
  const last = asked.at(-1)
  if (!last) return undefined
  const former = await tx.find(sql<{ decision: string }>`
    select decision from conversation.bot_turn
    where tenant_id = ${tenantId} and conversation_id = ${conversationId} order by asked_seq desc limit 1`)
  return {
    conversation,
    seq: last.seq,
    text: asked
      .map(({ content }) => plainText(content))
      .filter(Boolean)
      .join('\n'),
    choiceId: choiceOf(last),
    formerDecision: former?.decision,
  }
}

function choiceOf({ content }: Message): string | undefined {
  return content.type === 'text' ? content.choiceId : undefined
}

type Taken = Decision | { readonly kind: 'confirm' }

async function decideOn(parts: Parts, context: Context, question: Question): Promise<Taken> {
  const { choiceId, text, formerDecision } = question
  if (choiceId === CONFIRM) return { kind: 'confirm' }
  if (choiceId === PERSON) return handOver(formerDecision === 'answer' ? 'not_helped' : 'asked')
  const articleId = /^article:(.+)$/.exec(choiceId ?? '')?.[1]
  const chosen = articleId === undefined ? undefined : await parts.knowledge?.findArticle(context, articleId)
  // The customer himself says that this is it.
  if (chosen) return { kind: 'answer', candidate: { ...chosen, confidence: 1 }, threshold: 0 }
  const asked = { text, formerDecision }
  const early = decide(asked, { threshold: 1, candidates: [] })
  if (early.kind === 'hand_over' && early.reason !== 'not_sure') return early
  return decide(asked, await parts.knowledge?.answerFrom(context, text))
}

/** One transaction: the turn is counted, the bot has spoken, or the customer waits for a person; and only once. */
async function act(parts: Parts, context: Context, channel: Channel, question: Question, decision: Taken) {
  const { conversationId } = question.conversation
  await parts.database.withTenant(context, async (tx) => {
    const conversation = await getConversation(tx, context.tenantId, conversationId, { lock: true })
    if (conversation.status !== 'bot' || conversation.botSeq >= question.seq) return
    await countTurn(tx, context, question, decision)
    if (decision.kind === 'confirm') return confirm(tx, context, channel, conversationId)
    if (decision.kind === 'hand_over') {
      const card = await cardOf(tx, context, conversation, question.text, decision)
      await putInQueue(tx, context, conversationId, decision.reason, card, channel.conduct.queueId)
      return
    }
    await say(tx, context, channel, question, contentOf(channel, question, decision))
  })
}

function contentOf(
  channel: Channel,
  { text, conversation }: Question,
  decision: Exclude<Decision, { kind: 'hand_over' }>,
) {
  const locale = conversation.contactLocale ?? languageOf(text)
  return decision.kind === 'answer'
    ? answerContent(channel, locale, decision.candidate)
    : choicesContent(locale, decision.candidates)
}

function say(tx: Tx, context: Context, channel: Channel, { conversation, seq }: Question, content: MessageContent) {
  return speak(tx, context, channel, {
    conversationId: conversation.conversationId,
    sourceId: `bot:${conversation.conversationId}:${seq}`,
    author: { kind: 'bot', id: null, name: channel.conduct.botName },
    content,
  })
}

async function confirm(tx: Tx, context: Context, channel: Channel, conversationId: string): Promise<void> {
  await tx.run(sql`
    update conversation.conversation set bot_confirmed_at = ${clock.date()}
    where tenant_id = ${context.tenantId} and conversation_id = ${conversationId}`)
  await close(tx, context, channel, { conversationId, reason: 'resolved', survey: channel.conduct.survey })
}

async function countTurn(tx: Tx, { tenantId }: Context, question: Question, decision: Taken): Promise<void> {
  const { conversationId } = question.conversation
  const candidate = decision.kind === 'answer' ? decision.candidate : undefined
  const best = decision.kind === 'choices' ? decision.candidates[0]?.confidence : undefined
  const confidence = candidate?.confidence ?? best ?? (decision.kind === 'hand_over' ? decision.confidence : null)
  const reason = decision.kind === 'hand_over' ? decision.reason : decision.kind
  const threshold = decision.kind === 'confirm' ? null : decision.threshold
  await tx.run(sql`
    insert into conversation.bot_turn (tenant_id, conversation_id, asked_seq, question, decision, reason, confidence,
      threshold, article_id, decided_at)
    values (${tenantId}, ${conversationId}, ${question.seq}, ${question.text.slice(0, 2000)}, ${decision.kind},
      ${reason}, ${confidence}, ${threshold}, ${candidate?.articleId ?? null}, ${clock.date()})
    on conflict do nothing`)
  await tx.run(sql`
    update conversation.conversation set bot_seq = ${question.seq},
      bot_answers = bot_answers + ${decision.kind === 'answer' ? 1 : 0}
    where tenant_id = ${tenantId} and conversation_id = ${conversationId}`)
}

/** The first words of a channel: the company's own, else the bot's, else nobody's in particular. */
export function greetingOf({ conduct }: Channel, locale: string): string {
  if (conduct.greeting !== '') return conduct.greeting
  return conduct.bot ? phrase(locale, 'greeting', { bot: conduct.botName }) : phrase(locale, 'greeting-person')
}
