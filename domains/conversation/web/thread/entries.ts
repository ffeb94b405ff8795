import type { Message } from '../api.ts'

/** Words of one author within this time stand under one name. */
const TOGETHER_MS = 5 * 60_000

export type Entry =
  | { readonly kind: 'day'; readonly key: string; readonly at: string }
  | { readonly kind: 'system'; readonly key: string; readonly message: Message }
  | { readonly kind: 'card'; readonly key: string; readonly message: Message }
  | { readonly kind: 'message'; readonly key: string; readonly message: Message; readonly isFirst: boolean }

/** Lays messages out as a reader sees them: days, system lines, cards, and runs of one author. */
export function entriesOf(messages: readonly Message[], dayOf: (at: string) => string): readonly Entry[] {
  return messages.flatMap((message, index): Entry[] => {
    const before = messages[index - 1]
    const key = String(message.seq)
    const isNewDay = !before || dayOf(before.sentAt) !== dayOf(message.sentAt)
    const day: Entry[] = isNewDay ? [{ kind: 'day', key: `day-${key}`, at: message.sentAt }] : []
    if (message.content.type === 'event')
      return [...day, isCard(message) ? { kind: 'card', key, message } : { kind: 'system', key, message }]
    return [...day, { kind: 'message', key, message, isFirst: isNewDay || !isTogether(before, message) }]
  })
}

/** A hand-over of the bot that has something to tell; who asked for a person at once left nothing behind. */
function isCard({ content }: Message): boolean {
  return content.type === 'event' && content.event === 'handed_over' && Boolean(content.details['wants'])
}

function isTogether(before: Message, { author, internal, sentAt }: Message): boolean {
  return (
    before.content.type !== 'event' &&
    before.author.kind === author.kind &&
    before.author.id === author.id &&
    before.internal === internal &&
    Date.parse(sentAt) - Date.parse(before.sentAt) < TOGETHER_MS
  )
}
