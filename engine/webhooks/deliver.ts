/**
 * One delivery, from waiting to delivered or failed. Eleven attempts within a day; then the endpoint is switched off,
 * unless it took something else meanwhile: one message that a receiver cannot digest must not silence the rest.
 */
import { clock, newId, type Context } from '#engine/kernel'
import { emit } from '#engine/events'
import { ADMINISTRATOR } from '#engine/identity'
import { enqueue } from '#engine/jobs'
import { findHook, notify } from '#engine/notify'
import { sql, type Tx } from '#engine/store'
import { placeOf, type EndpointParts } from './endpoint.ts'
import { webhookDisabled, webhookDisabledNotice } from './notices.ts'
import type { FormatName } from './notice/format.ts'
import { nextAttemptMs, pauseMs } from './retry.ts'
import { sendMessage, type Attempt } from './send.ts'
import { deliverWebhook } from './subscriber.ts'

interface Due {
  readonly id: string
  readonly endpointId: string
  readonly messageId: string
  readonly body: string
  readonly attempts: number
  readonly since: string
  readonly createdAt: string
  readonly url: string
  readonly sealedUrl: string | null
  readonly format: FormatName
  readonly purpose: 'events' | 'notifications'
  readonly secret: string
  readonly previousSecret: string | null
  readonly enabled: boolean
  readonly failures: number
  readonly pausedUntil: string | null
  readonly lastSuccessAt: string | null
}

/** The job: an attempt if it is due and the endpoint is not paused. */
export async function deliverDue(parts: EndpointParts, context: Context, deliveryId: string): Promise<void> {
  const due = await parts.database.withTenant(context, (tx) => findDue(tx, context, deliveryId))
  if (!due) return
  if (!due.enabled) return giveUp(parts, context, due)
  if (due.pausedUntil !== null && Date.parse(due.pausedUntil) > clock.ms()) {
    return parts.database.withTenant(context, (tx) => postpone(tx, context, due, due.pausedUntil!))
  }
  const attempt = await sendMessage(messageOf(parts, due), parts.allowPrivate)
  await parts.database.withTenant(context, (tx) => settle(tx, context, due, attempt))
}

/** One attempt right now, whatever the pause, and none after it; for the test button. */
export async function deliverOnce(parts: EndpointParts, context: Context, deliveryId: string): Promise<Attempt> {
  const due = await parts.database.withTenant(context, (tx) => findDue(tx, context, deliveryId))
  const attempt = await sendMessage(messageOf(parts, due!), parts.allowPrivate)
  await parts.database.withTenant(context, async (tx) => {
    await keepAttempt(tx, context, deliveryId, attempt)
    await setState(tx, context, deliveryId, isTaken(attempt) ? 'delivered' : 'failed')
  })
  return attempt
}

function messageOf({ secrets }: EndpointParts, due: Due) {
  const sealed = due.previousSecret === null ? [due.secret] : [due.secret, due.previousSecret]
  const place = placeOf(due.endpointId)
  const url = due.sealedUrl === null ? due.url : secrets.open(due.sealedUrl, place)
  return { ...due, url, secrets: sealed.map((secret) => secrets.open(secret, place)) }
}

function isTaken({ status, error }: Attempt): boolean {
  return error === null && status !== null && status >= 200 && status < 300
}

/** Nobody is there, or nobody who can take anything now; any other answer is about this one message. */
function isSilent({ status, busy }: Attempt): boolean {
  return busy || status === null || status === 429 || (status >= 502 && status <= 504)
}

async function settle(tx: Tx, context: Context, due: Due, attempt: Attempt): Promise<void> {
  await keepAttempt(tx, context, due.id, attempt)
  if (isTaken(attempt)) {
    await setState(tx, context, due.id, 'delivered')
    await tx.run(sql`
      update engine.webhook_endpoint set failures = 0, paused_until = null, last_success_at = ${clock.date()}
      where tenant_id = ${context.tenantId} and id = ${due.endpointId}`)
    return
  }
  if (isSilent(attempt)) await pauseEndpoint(tx, context, due)
  const next = attempt.status === 410 ? undefined : nextAttemptMs(due.attempts + 1, Date.parse(due.since), clock.ms())
  if (next !== undefined) return postpone(tx, context, due, new Date(next).toISOString())
  await setState(tx, context, due.id, 'failed')
  const tookSomething = due.lastSuccessAt !== null && due.lastSuccessAt > due.since
  if (attempt.status === 410) await disable(tx, context, due, 'gone')
  else if (!tookSomething) await disable(tx, context, due, 'failing')
}

async function pauseEndpoint(tx: Tx, context: Context, due: Due): Promise<void> {
  const until = new Date(clock.ms() + pauseMs(due.failures + 1))
  await tx.run(sql`
    update engine.webhook_endpoint set failures = failures + 1, paused_until = ${until}
    where tenant_id = ${context.tenantId} and id = ${due.endpointId}`)
}

async function postpone(tx: Tx, context: Context, { id }: Due, runAt: string): Promise<void> {
  await tx.run(sql`
    update engine.webhook_delivery set next_attempt_at = ${runAt} where tenant_id = ${context.tenantId} and id = ${id}`)
  await enqueue(tx, context, deliverWebhook, { deliveryId: id }, { runAt })
}

async function disable(tx: Tx, context: Context, due: Due, reason: 'failing' | 'gone'): Promise<void> {
  const { endpointId, url } = due
  const touched = await tx.run(sql`
    update engine.webhook_endpoint set enabled = false, disabled_reason = ${reason}, version = version + 1
    where tenant_id = ${context.tenantId} and id = ${endpointId} and enabled`)
  if (touched === 0) return
  await emit(tx, context, webhookDisabled, { endpointId, url, reason })
  await notify(tx, context, webhookDisabledNotice, {
    userIds: await responsibleFor(tx, context, due),
    params: { url },
    link: due.purpose === 'events' ? `/settings/webhooks?webhook=${endpointId}` : '/settings/notifications',
    source: `webhook:${endpointId}:disabled:${due.id}`,
  })
}

/** A person's own address is that person's matter; everything else is the administrators'. */
async function responsibleFor(tx: Tx, context: Context, { endpointId, purpose }: Due): Promise<string[]> {
  const hook = purpose === 'notifications' ? await findHook(tx, context, endpointId) : undefined
  return hook?.userId ? [hook.userId] : administrators(tx, context)
}

async function administrators(tx: Tx, { tenantId }: Context): Promise<string[]> {
  const rows = await tx.all(sql<{ id: string }>`
    select user_id as id from engine.user_account where tenant_id = ${tenantId} and ${ADMINISTRATOR} = any(roles)`)
  return rows.map(({ id }) => id)
}

function giveUp({ database }: EndpointParts, context: Context, { id }: Due): Promise<void> {
  return database.withTenant(context, (tx) => setState(tx, context, id, 'failed'))
}

async function setState(tx: Tx, context: Context, id: string, state: 'delivered' | 'failed'): Promise<void> {
  await tx.run(sql`
    update engine.webhook_delivery set state = ${state}, next_attempt_at = null
    where tenant_id = ${context.tenantId} and id = ${id}`)
}

async function keepAttempt(tx: Tx, { tenantId }: Context, deliveryId: string, attempt: Attempt): Promise<void> {
  const { status, durationMs, response, error } = attempt
  await tx.run(sql`
    insert into engine.webhook_attempt (tenant_id, delivery_id, id, at, status, duration_ms, response, error)
    values (${tenantId}, ${deliveryId}, ${newId()}, ${clock.date()}, ${status}, ${durationMs}, ${response}, ${error})`)
  await tx.run(sql`
    update engine.webhook_delivery set attempts = attempts + 1 where tenant_id = ${tenantId} and id = ${deliveryId}`)
}

function findDue(tx: Tx, { tenantId }: Context, id: string): Promise<Due | undefined> {
  return tx.find(sql<Due>`
    select d.id, d.endpoint_id as "endpointId", d.message_id as "messageId", d.body, d.attempts, d.since,
      d.created_at as "createdAt", e.url, e.sealed_url as "sealedUrl", e.format, e.purpose, e.secret, e.enabled, e.failures, e.paused_until as "pausedUntil",
      e.last_success_at as "lastSuccessAt",
      case when e.previous_until > ${clock.date()} then e.previous_secret end as "previousSecret"
    from engine.webhook_delivery d join engine.webhook_endpoint e on e.tenant_id = d.tenant_id and e.id = d.endpoint_id
    where d.tenant_id = ${tenantId} and d.id = ${id} and d.state = 'waiting'`)
}
