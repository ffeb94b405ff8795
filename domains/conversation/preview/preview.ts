/**
 * A link in what a customer or an agent writes shows where it leads. The page is asked in a job, by the guarded way out:
 * never an address of our own network, a few seconds, the first part of the page only; and each address once a week.
 */
import { clock, Refusal, type Context } from '#engine/kernel'
import { on, type Subscriber } from '#engine/events'
import { streamOutside } from '#engine/http'
import { enqueue } from '#engine/jobs'
import { sql, type Tx } from '#engine/store'
import { messageChanged, messageReceived, messageSent } from '../events.ts'
import { previewLinkJob } from '../jobs.ts'
import type { Parts } from '../parts.ts'
import { setContent, type MessagePlace } from '../thread/amend.ts'
import { getConversation } from '../thread/conversation.ts'
import { findMessage } from '../thread/message.ts'
import { linkInText } from './link-in-text.ts'
import { decodePage, wordsOfPage, type PageWords } from './read-page.ts'

const TIMEOUT_MS = 6000
/** The head of a page lies at its beginning; what comes after is not read. */
const BYTES_MAX = 256 * 1024
const KEPT_DAYS = 7

export function linkWatcher(parts: Parts): Subscriber {
  const look = async (told: { conversationId: string; channelId: string; seq: number }, context: Context) => {
    const channel = await parts.channels.find({ tenantId: context.tenantId, channelId: told.channelId })
    if (!channel?.conduct.linkPreviews) return
    const { conversationId, seq } = told
    await parts.database.withTenant(context, async (tx) => {
      if ((await linkIn(tx, context, { conversationId, seq })) === undefined) return
      await enqueue(tx, context, previewLinkJob, { conversationId, seq }, { key: `preview:${conversationId}:${seq}` })
    })
  }
  return {
    name: 'conversation-links',
    reactions: [
      on(messageReceived, async (told, context) => {
        if (told.concerns.includes('link')) await look(told, context)
      }),
      on(messageSent, async (told, context) => {
        if (told.link && told.author === 'agent' && !told.internal) await look(told, context)
      }),
      on(messageChanged, async (told, context) => {
        if (told.what === 'edited') await look(told, context)
      }),
    ],
  }
}

/** The first address in a text that has no preview yet. */
async function linkIn(
  tx: Tx,
  { tenantId }: Context,
  { conversationId, seq }: MessagePlace,
): Promise<string | undefined> {
  const message = await findMessage(tx, tenantId, conversationId, seq)
  if (message?.content.type !== 'text' || message.content.preview || message.recalledAt !== null) return undefined
  return linkInText(message.content.text)
}

export async function previewLink(parts: Parts, context: Context, place: MessagePlace): Promise<void> {
  const { database } = parts
  const url = await database.withTenant(context, (tx) => linkIn(tx, context, place))
  if (url === undefined) return
  const known = await database.withTenant(context, (tx) => recall(tx, context, url))
  const words = known ?? (await ask(parts, url))
  await database.withTenant(context, async (tx) => {
    if (!known) await remember(tx, context, url, words)
    if (!words?.title) return
    await getConversation(tx, context.tenantId, place.conversationId, { lock: true })
    const message = await findMessage(tx, context.tenantId, place.conversationId, place.seq)
    // It may have been taken back or corrected while the page was read.
    if (message?.content.type !== 'text' || !message.content.text.includes(url) || message.recalledAt) return
    const { title, description, site } = words
    await setContent(tx, context, place, { ...message.content, preview: { url, title, description, site } })
  })
}

/** Undefined: it is no page, or cannot be read; nobody needs to know why. */
async function ask({ allowPrivateAddresses }: Parts, url: string): Promise<PageWords | undefined> {
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  try {
    const { status, headers, body } = await streamOutside(url, {
      redirects: 3,
      timeoutMs: TIMEOUT_MS,
      maxBytes: BYTES_MAX * 4,
      allowPrivate: allowPrivateAddresses,
      headers: { accept: 'text/html' },
      signal,
    })
    const type = headers['content-type'] ?? ''
    const pieces: Buffer[] = []
    let bytes = 0
    for await (const piece of body) {
      if (status !== 200 || !/^(text\/html|application\/xhtml\+xml)/.test(type)) break
      pieces.push(piece as Buffer)
      bytes += (piece as Buffer).length
      if (bytes >= BYTES_MAX) break
    }
    return wordsOfPage(decodePage(Buffer.concat(pieces), type))
  } catch (error) {
    if (error instanceof Refusal || signal.aborted) return undefined
    throw error
  }
}

interface Known extends Omit<PageWords, 'title'> {
  readonly title: string
}

/** An empty title: it was asked lately and said nothing. */
function recall(tx: Tx, { tenantId }: Context, url: string): Promise<Known | undefined> {
  return tx.find(sql<Known>`
    select coalesce(title, '') as title, description, site from conversation.link_preview
    where tenant_id = ${tenantId} and url = ${url}
      and fetched_at > ${clock.date()}::timestamptz - make_interval(days => ${KEPT_DAYS})`)
}

async function remember(tx: Tx, { tenantId }: Context, url: string, words: PageWords | undefined): Promise<void> {
  await tx.run(sql`
    insert into conversation.link_preview (tenant_id, url, title, description, site, fetched_at)
    values (${tenantId}, ${url}, ${words?.title ?? null}, ${words?.description ?? null}, ${words?.site ?? null},
      ${clock.date()})
    on conflict (tenant_id, url) do update set title = excluded.title, description = excluded.description,
      site = excluded.site, fetched_at = excluded.fetched_at`)
}
