/** What a message concerns is known as it is stored. */
import type { Context } from '#engine/kernel'
import type { Tx } from '#engine/store'
import { CONCERNS, type Concern } from '../events.ts'
import { choosesToLeave } from '../leave-message/offer.ts'
import { linkInText } from '../preview/link-in-text.ts'
import { wordsAt, wordsIn } from '../words/word-list.ts'
import type { MessageContent } from './content.ts'
import { plainText } from './plain-text.ts'

/** As `conversation.standing_of` answers. */
export interface Standing {
  readonly wordsRevision: number | null
  readonly scheduled: boolean
  readonly leaving: boolean
}

export async function concernsOf(
  tx: Tx,
  context: Context,
  { conversationId, content }: { conversationId: string; content: MessageContent },
  { wordsRevision, scheduled, leaving }: Standing,
): Promise<Concern[]> {
  const holds: Record<Concern, boolean> = {
    link: concernsLinks(content),
    words: wordsRevision !== null && (await saysWord(tx, context, wordsRevision, content)),
    scheduled,
    leaving: leaving || choosesToLeave(content, conversationId),
  }
  return CONCERNS.filter((concern) => holds[concern])
}

export function concernsLinks(content: MessageContent): boolean {
  return content.type === 'text' && linkInText(content.text) !== undefined
}

async function saysWord(tx: Tx, context: Context, revision: number, content: MessageContent): Promise<boolean> {
  return wordsIn((await wordsAt(tx, context, revision)).customer, plainText(content)).length > 0
}
