import { createHash } from 'node:crypto'
import { clock, newId, type Context, type Locale } from '#engine/kernel'
import { enqueue, handleJob, type JobHandler } from '#engine/jobs'
import { hookedOf, hookNotification, type HookedNotification, type NotificationKinds } from '#engine/notify'
import { sql, type Tx } from '#engine/store'
import { deliverOnce } from '../deliver.ts'
import type { EndpointParts } from '../endpoint.ts'
import type { Attempt } from '../send.ts'
import { deliverWebhook, insertDelivery } from '../subscriber.ts'
import { formats, type FormatName, type Notice } from './format.ts'
import { getMine } from './hook.ts'

export interface NoticeParts extends EndpointParts {
  readonly kinds: NotificationKinds
  /** What browsers call this installation, without a slash at the end; makes links absolute. */
  readonly publicUrl: string
}

const WORDS: Readonly<Record<Locale, { open: string; title: string; body: string }>> = {
  en: { open: 'Open in Facet', title: 'A test of Facet', body: 'Notifications will arrive here.' },
  'zh-CN': { open: '在万象中打开', title: '万象测试消息', body: '通知会发到这里。' },
}

/** From a notification to deliveries, one for each address; in quiet hours an address waits for their end. */
export function noticeJobs(parts: NoticeParts): JobHandler[] {
  return [
    handleJob(hookNotification, ({ notificationId, hookId }, context) =>
      parts.database.withTenant(context, async (tx) => {
        for (const told of await hookedOf(tx, context, parts.kinds, { notificationId, hookId })) {
          const { quietUntil: runAt, hook } = told
          if (runAt === undefined) await tell(parts, tx, context, told)
          else await enqueue(tx, context, hookNotification, { notificationId, hookId: hook.id }, { runAt })
        }
      }),
    ),
  ]
}

async function tell({ publicUrl }: NoticeParts, tx: Tx, context: Context, told: HookedNotification): Promise<void> {
  const { hook, locale, kind, title, body, link, createdAt, cause } = told
  const format = await findFormat(tx, context, hook.id)
  if (!format) return
  const url = link === null ? null : `${publicUrl}${link}`
  const notice: Notice = { kind, title, body, url, at: createdAt, openLabel: WORDS[locale].open }
  const deliveryId = await insertDelivery(tx, context, {
    endpointId: hook.id,
    messageId: uuidOf(cause),
    event: { name: kind },
    body: JSON.stringify(formats[format].bodyOf(notice)),
  })
  if (deliveryId) await enqueue(tx, context, deliverWebhook, { deliveryId })
}

async function findFormat(tx: Tx, { tenantId }: Context, id: string): Promise<FormatName | undefined> {
  const row = await tx.find(sql<{ format: FormatName }>`
    select format from engine.webhook_endpoint where tenant_id = ${tenantId} and id = ${id} and enabled`)
  return row?.format
}

/** The same text, the same id: five people of a team who are told of one thing make one message of their group. */
function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Sends a message that says it is a test, at once and only once, and answers what came of it. */
export async function testHook(parts: NoticeParts, context: Context, id: string): Promise<Attempt> {
  const deliveryId = await parts.database.withTenant(context, async (tx) => {
    const hook = await getMine(tx, context, id)
    const { format } = await tx.one(sql<{ format: FormatName }>`
      select format from engine.webhook_endpoint where tenant_id = ${context.tenantId} and id = ${id}`)
    const { open, title, body } = WORDS[hook.teamId === null ? context.locale : hook.locale]
    const kind = 'engine.notification_test'
    const notice = { kind, title, body, url: parts.publicUrl, at: clock.iso(), openLabel: open }
    const message = JSON.stringify(formats[format].bodyOf(notice))
    return insertDelivery(tx, context, { endpointId: id, messageId: newId(), event: { name: kind }, body: message })
  })
  return deliverOnce(parts, context, deliveryId!)
}
