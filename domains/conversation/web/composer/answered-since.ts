import type { Message } from '../api.ts'

/** What a colleague has said to the customer behind a place of the thread; the last of it. */
export function answeredSince(messages: readonly Message[], place: number, userId: string): Message | undefined {
  return messages.findLast(
    ({ seq, author, internal, content, recalledAt }) =>
      seq > place &&
      author.kind === 'agent' &&
      author.id !== userId &&
      !internal &&
      recalledAt === null &&
      content.type !== 'event',
  )
}
