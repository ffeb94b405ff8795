import type { Context } from '#engine/kernel'
import type { MessageShape } from '../contract/shapes.ts'
import type { Parts } from '../parts.ts'
import { isAttachment, type MessageContent } from './content.ts'
import type { Message } from './message.ts'

const LINK_SECONDS = 3600

/** A message as it goes out: its file opens by a link, whoever reads it. */
export function present({ files }: Parts, context: Context, message: Message): MessageShape {
  return {
    ...message,
    fileUrl: linkOf(files, context, message.content),
    reactions: message.reactions && copyOf(message.reactions),
  }
}

function linkOf(files: Parts['files'], context: Context, content: MessageContent): string | null {
  if (!isAttachment(content) || content.fileId === null) return null
  return files.link(context, content.fileId, LINK_SECONDS)
}

function copyOf(reactions: Readonly<Record<string, readonly string[]>>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(reactions).map(([emoji, who]) => [emoji, [...who]]))
}

/** What a customer may know: names and no ids of ours, what has happened and not why. */
export function presentToCustomer(parts: Parts, context: Context, message: Message): MessageShape {
  const shown = present(parts, context, message)
  const { kind, name } = shown.author
  const content = shown.content.type === 'event' ? forCustomer(shown.content) : shown.content
  const sourceId = kind === 'customer' ? shown.sourceId : ''
  return { ...shown, author: { kind, id: null, name }, content, sourceId, failure: null, state: null }
}

/** Of what happened he is told who serves him now, by name. */
function forCustomer(content: Extract<MessageContent, { type: 'event' }>): MessageContent {
  const { event, details } = content
  return { ...content, details: event === 'assigned' ? { name: details['name'] ?? null } : {} }
}
