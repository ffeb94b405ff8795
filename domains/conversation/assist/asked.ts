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
  /** All that the customer has written since we last answered; empty where nothing waits. */
  readonly question: string
}

const MESSAGES_MAX = 60
const QUESTION_MAX = 1000

export async function readTalk(tx: Tx, context: Context, conversationId: string): Promise<Talk> {
  const conversation = await getConversation(tx, context.tenantId, conversationId)
  const messages = await readBefore(tx, context.tenantId, conversationId, undefined, 'colleague', MESSAGES_MAX)
  return { conversation, messages, question: questionIn(messages) }
}

/** Where everything is answered, the last question: an agent may want to add to what was said. */
export function questionIn(messages: readonly Message[]): string {
  const waiting = unansweredIn(messages)
  const last = messages.findLast(isOfCustomer)
  const asked = waiting.length > 0 ? waiting : last ? [last] : []
  return wordsOf(asked).slice(-QUESTION_MAX)
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
