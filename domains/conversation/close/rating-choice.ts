/** The answers of a survey travel as choices of a menu, so that every channel with menus can ask. */
import type { MessageContent } from '../thread/content.ts'

export interface RatingChoice {
  readonly conversationId: string
  readonly rating: number
}

export function ratingChoiceId({ conversationId, rating }: RatingChoice): string {
  return `rating:${conversationId}:${rating}`
}

/** The rating that a message is, when it is the taken choice of a survey. */
export function decodeRating(content: MessageContent): RatingChoice | undefined {
  if (content.type !== 'text' || content.choiceId === undefined) return undefined
  const [, conversationId, rating] = /^rating:([0-9a-f-]{36}):([1-5])$/.exec(content.choiceId) ?? []
  return conversationId === undefined ? undefined : { conversationId, rating: Number(rating) }
}
