/** What the help for agents reads of a thread: the question that waits, and the last words of both sides. */
import type { Context } from '#engine/kernel'
import { type Tx } from '#engine/store'
import { getConversation, type Conversation } from '../thread/conversation.ts'
import { readBefore, type Message } from '../thread/message.ts'
import { plainText } from '../thread/plain-text.ts'

export interface Talk {
  readonly conversation: Conversation
  /** The last of it that can be read, oldest first. */
  readonly messages: readonly Message[]
  /** What may be looked for, the nearest first: what waits for an answer, then what the talk began with. */
  readonly questions: readonly string[]
}

const MESSAGES_MAX = 60
const QUESTION_MAX = 1000

export async function readTalk(tx: Tx, context: Context, conversationId: string): Promise<Talk> {
  const conversation = await getConversation(tx, context.tenantId, conversationId)
  const messages = await readBefore(tx, context.tenantId, conversationId, undefined, 'colleague', MESSAGES_MAX)
  const questions = [questionIn(messages), wantsIn(messages)].filter((text) => text.trim() !== '')
  return { conversation, messages, questions: [...new Set(questions)] }
}

/** Where everything is answered, the last question: an agent may want to add to what was said. */
export function questionIn(messages: readonly Message[]): string {
  const waiting = unansweredIn(messages)
  const last = messages.findLast(isOfCustomer)
  const asked = waiting.length > 0 ? waiting : last ? [last] : []
  return wordsOf(asked).slice(-QUESTION_MAX)
}

/** What the bot wrote down when it handed over. */
export function cardIn(messages: readonly Message[]): { wants: string; confirmed: string[] } | undefined {
  const handed = messages.findLast(({ content }) => content.type === 'event' && content.event === 'handed_over')
  if (handed?.content.type !== 'event') return undefined
  const { wants, confirmed } = handed.content.details
  if (typeof wants !== 'string' || wants === '') return undefined
  return { wants, confirmed: Array.isArray(confirmed) ? confirmed.map(String) : [] }
}

/** What the customer came with: as the bot understood it, else his first words. */
export function wantsIn(messages: readonly Message[]): string {
  const first = messages.find(isOfCustomer)
  return cardIn(messages)?.wants ?? (first ? plainText(first.content) : '')
}

/** What the customer has written since somebody of ours last answered. */
export function unansweredIn(messages: readonly Message[]): Message[] {
  const answered = messages.findLastIndex(isAnswer)
  return messages.slice(answered + 1).filter(isOfCustomer)
}

export function isOfCustomer({ author, content }: Message): boolean {
  return author.kind === 'customer' && plainText(content) !== ''
}

/** Said to the customer by a person or the bot. */
export function isAnswer({ author, internal, content }: Message): boolean {
  return !internal && (author.kind === 'agent' || author.kind === 'bot') && plainText(content) !== ''
}

export function wordsOf(messages: readonly Message[]): string {
  return messages.map(({ content }) => plainText(content)).join('\n')
}
