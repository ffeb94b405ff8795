/** Platforms keep a customer's files for days only: they are fetched at once, judged by their content, and kept. */
import { Readable } from 'node:stream'
import { Refusal, type Context } from '#engine/kernel'
import type { Tx } from '#engine/store'
import type { Parts } from '../parts.ts'
import type { MediaFile } from './channel.ts'
import { keepUnreadable } from './unreadable.ts'
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
  const kept = await fetched(parts, context, place, () => channel.kind.fetchMedia!(content, channel.connection))
  await parts.database.withTenant(context, async (tx) => {
    if ('reason' in kept) await keepUnreadable(tx, channel, { reason: kept.reason, body: JSON.stringify(content) })
    // Its words may have come while it was fetched.
    await getConversation(tx, context.tenantId, place.conversationId, { lock: true })
    const now = await pendingContent(tx, context, place)
    if (now) await setContent(tx, context, place, { ...now, ...('reason' in kept ? FAILED : kept) } as Attachment)
  })
}

async function pendingContent(tx: Tx, { tenantId }: Context, { conversationId, seq }: MessagePlace) {
  const message = await findMessage(tx, tenantId, conversationId, seq)
  const content = message?.content
  return content && isAttachment(content) && content.state === 'pending' ? content : undefined
}

const FAILED = { state: 'failed' } as const
const TOO_LARGE = new Set(['engine.outside-too-large', 'engine.file-too-large'])

/**
 * A file that is gone stays in the thread as one that could not be kept; one that we refuse (too large, a virus, a kind
 * that nobody needs) is also told to whoever looks after the channel.
 */
async function fetched(
  { files }: Parts,
  context: Context,
  { conversationId, seq }: MessagePlace,
  fetch: () => Promise<MediaFile | undefined>,
): Promise<Partial<Attachment> | { readonly reason: string }> {
  try {
    const file = await fetch()
    if (file === undefined) return FAILED
    const stored = await files.keep(context, {
      name: file.name,
      purpose: 'attachment',
      content: Readable.from([file.body]),
      source: `message:${conversationId}:${seq}`,
    })
    return attachmentOf(stored)
  } catch (error) {
    if (!(error instanceof Refusal) || isPassing(error)) throw error
    return { reason: TOO_LARGE.has(error.code) ? 'media_too_large' : error.code }
  }
}

/** The platform did not answer: the job tries again. */
function isPassing({ code }: Refusal): boolean {
  return code === 'engine.outside-unreachable' || code === 'engine.outside-too-slow'
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
