/** Platforms keep a customer's files for days only: they are fetched at once, judged by their content, and kept. */
import { Readable } from 'node:stream'
import { Refusal, type Context } from '#engine/kernel'
import type { Tx } from '#engine/store'
import type { Parts } from '../parts.ts'
import { setContent, type MessagePlace } from '../thread/amend.ts'
import { isAttachment, type Attachment } from '../thread/content.ts'
import { getConversation } from '../thread/conversation.ts'
import { findMessage } from '../thread/message.ts'

export async function fetchMedia(
  parts: Parts,
  context: Context,
  { channelId, ...place }: MessagePlace & { channelId: string },
): Promise<void> {
  const channel = await parts.channels.find({ tenantId: context.tenantId, channelId })
  const content = await parts.database.withTenant(context, (tx) => pendingContent(tx, context, place))
  if (!channel?.kind.fetchMedia || !content) return
  const file = await channel.kind.fetchMedia(content, channel.connection)
  const kept = file === undefined ? ({ state: 'failed' } as const) : await keep(parts, context, place, file)
  await parts.database.withTenant(context, async (tx) => {
    // Its words may have come while it was fetched.
    await getConversation(tx, context.tenantId, place.conversationId, { lock: true })
    const now = await pendingContent(tx, context, place)
    if (now) await setContent(tx, context, place, { ...now, ...kept } as Attachment)
  })
}

async function pendingContent(tx: Tx, { tenantId }: Context, { conversationId, seq }: MessagePlace) {
  const message = await findMessage(tx, tenantId, conversationId, seq)
  const content = message?.content
  return content && isAttachment(content) && content.state === 'pending' ? content : undefined
}

/** A file that we refuse (a virus, a kind that nobody needs) stays in the thread as one that could not be kept. */
async function keep(
  { files }: Parts,
  context: Context,
  { conversationId, seq }: MessagePlace,
  file: { name: string; body: Uint8Array },
): Promise<Partial<Attachment>> {
  try {
    const stored = await files.keep(context, {
      name: file.name,
      purpose: 'attachment',
      content: Readable.from([file.body]),
      source: `message:${conversationId}:${seq}`,
    })
    return attachmentOf(stored)
  } catch (error) {
    if (error instanceof Refusal) return { state: 'failed' }
    throw error
  }
}

/** What a message says of a kept file. */
export function attachmentOf(stored: {
  id: string
  name: string
  mediaType: string
  sizeBytes: number
  width: number | null
  height: number | null
}) {
  const size = stored.width === null || stored.height === null ? {} : { width: stored.width, height: stored.height }
  return {
    fileId: stored.id,
    state: 'ready' as const,
    name: stored.name,
    mimeType: stored.mediaType,
    bytes: stored.sizeBytes,
    ...size,
  }
}
