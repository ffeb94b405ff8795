/** Who would wait too long, or comes when nobody is there, may leave a message instead and go. */
import type { MessageContent } from '../thread/content.ts'
import { phrase } from '../thread/phrases.ts'

/** From such an expected wait on, leaving a message is offered. */
export const LONG_WAIT_SECONDS = 600

const CHOICE = /^leave-message:([0-9a-f-]{36})$/

/** The sentence about the wait, with the choice below it. */
export function withOffer(locale: string | null, text: string, conversationId: string): MessageContent {
  const label = phrase(locale, 'leave-message')
  return { type: 'menu', text, choices: [{ id: `leave-message:${conversationId}`, label }] }
}

/** Whether a message is that choice; a tapped menu of another conversation is none. */
export function choosesToLeave(content: MessageContent, conversationId: string): boolean {
  return content.type === 'text' && CHOICE.exec(content.choiceId ?? '')?.[1] === conversationId
}

const REACHES = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\+?\d(?:[\d\s-]{5,}\d)/

/** A number or an address in the customer's words: `回电 138 0013 8000` → `138 0013 8000`. */
export function reachIn(text: string): string | null {
  return REACHES.exec(text.normalize('NFKC'))?.[0] ?? null
}
