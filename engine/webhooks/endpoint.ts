import { clock, newId, type Context } from '#engine/kernel'
import { audit } from '#engine/audit'
import { assertOutsideUrl, httpRefusals } from '#engine/http'
import { sql, type Database, type SecretBox, type Tx } from '#engine/store'
import { webhookRefusals } from './errors.ts'
import { newWebhookSecret } from './signature.ts'

export interface WebhookEndpoint {
  readonly id: string
  readonly url: string
  readonly description: string
  readonly patterns: readonly string[]
  readonly enabled: boolean
  /** `failing` or `gone` when Facet has switched it off. */
  readonly disabledReason: string | null
  readonly lastSuccessAt: string | null
  readonly pausedUntil: string | null
  readonly previousSecretUntil: string | null
  readonly version: number
  readonly createdAt: string
}

export interface EndpointDraft {
  readonly url: string
  readonly description: string
  readonly patterns: readonly string[]
}

export interface EndpointParts {
  readonly database: Database
  readonly secrets: SecretBox
  /** Endpoints may lie in our own network; only where the operator has said so. */
  readonly allowPrivate: boolean
}

const ENDPOINTS_MAX = 50
const ROTATION_MS = 24 * 3_600_000

const COLUMNS = sql.raw(`id, url, description, patterns, enabled, disabled_reason as "disabledReason",
  last_success_at as "lastSuccessAt", paused_until as "pausedUntil", previous_until as "previousSecretUntil", version,
  created_at as "createdAt"`)

export function placeOf(endpointId: string): string {
  return `webhook_endpoint:${endpointId}`
}

export function listEndpoints(database: Database, context: Context): Promise<WebhookEndpoint[]> {
  return database.withTenant(context, (tx) =>
    tx.all(sql<WebhookEndpoint>`
      select ${COLUMNS} from engine.webhook_endpoint where tenant_id = ${context.tenantId} and purpose = 'events' order by id`),
  )
}

/** Makes an endpoint; its secret is shown this once. */
export async function createEndpoint(
  { database, secrets, allowPrivate }: EndpointParts,
  context: Context,
  draft: EndpointDraft,
): Promise<{ endpoint: WebhookEndpoint; secret: string }> {
  assertOutsideUrl(draft.url, allowPrivate)
  const id = newId()
  const secret = newWebhookSecret()
  const endpoint = await database.withTenant(context, async (tx) => {
    await refuseTooMany(tx, context)
    const made = await tx.one(sql<WebhookEndpoint>`
      insert into engine.webhook_endpoint (tenant_id, id, url, description, patterns, secret, created_at)
      values (${context.tenantId}, ${id}, ${draft.url}, ${draft.description}, ${[...draft.patterns]},
        ${secrets.seal(secret, placeOf(id))}, ${clock.date()})
      returning ${COLUMNS}`)
    await audit(tx, context, { action: 'engine.webhook.create', subject: `webhook:${id}`, after: draft })
    return made
  })
  return { endpoint, secret }
}

async function refuseTooMany(tx: Tx, { tenantId }: Context): Promise<void> {
  const { count } = await tx.one(sql<{ count: number }>`
    select count(*)::int as count from engine.webhook_endpoint where tenant_id = ${tenantId} and purpose = 'events'`)
  if (count >= ENDPOINTS_MAX) throw webhookRefusals.tooManyWebhooks({ most: ENDPOINTS_MAX })
}

/** Changes an endpoint; one that is switched on again begins without a pause. */
export async function changeEndpoint(
  { database, allowPrivate }: EndpointParts,
  context: Context,
  id: string,
  draft: EndpointDraft & { readonly enabled: boolean },
  expectedVersion: number | undefined,
): Promise<WebhookEndpoint> {
  assertOutsideUrl(draft.url, allowPrivate)
  return database.withTenant(context, async (tx) => {
    const before = await getEndpoint(tx, context, id)
    if (expectedVersion !== undefined && before.version !== expectedVersion) throw httpRefusals.versionConflict()
    const changed = await tx.find(sql<WebhookEndpoint>`
      update engine.webhook_endpoint set url = ${draft.url}, description = ${draft.description},
        patterns = ${[...draft.patterns]}, enabled = ${draft.enabled}, disabled_reason = null, failures = 0,
        paused_until = null, version = version + 1
      where tenant_id = ${context.tenantId} and id = ${id} and version = ${before.version}
      returning ${COLUMNS}`)
    if (!changed) throw httpRefusals.versionConflict()
    const { url, description, patterns, enabled } = before
    await audit(tx, context, {
      action: 'engine.webhook.change',
      subject: `webhook:${id}`,
      before: { url, description, patterns, enabled },
      after: draft,
    })
    return changed
  })
}

export async function removeEndpoint(database: Database, context: Context, id: string): Promise<void> {
  await database.withTenant(context, async (tx) => {
    const { url, patterns } = await getEndpoint(tx, context, id)
    await tx.run(sql`delete from engine.webhook_endpoint where tenant_id = ${context.tenantId} and id = ${id}`)
    await audit(tx, context, { action: 'engine.webhook.remove', subject: `webhook:${id}`, before: { url, patterns } })
  })
}

/** Gives a new secret, shown this once; the old one signs beside it for a day. */
export async function rotateSecret(
  { database, secrets }: EndpointParts,
  context: Context,
  id: string,
): Promise<{ secret: string; previousSecretUntil: string }> {
  const secret = newWebhookSecret()
  const until = new Date(clock.ms() + ROTATION_MS)
  await database.withTenant(context, async (tx) => {
    const touched = await tx.run(sql`
      update engine.webhook_endpoint set previous_secret = secret, previous_until = ${until},
        secret = ${secrets.seal(secret, placeOf(id))}, version = version + 1
      where tenant_id = ${context.tenantId} and id = ${id} and purpose = 'events'`)
    if (touched === 0) throw webhookRefusals.webhookNotFound()
    await audit(tx, context, { action: 'engine.webhook.rotate-secret', subject: `webhook:${id}` })
  })
  return { secret, previousSecretUntil: until.toISOString() }
}

export async function getEndpoint(tx: Tx, context: Context, id: string): Promise<WebhookEndpoint> {
  const endpoint = await tx.find(sql<WebhookEndpoint>`
    select ${COLUMNS} from engine.webhook_endpoint
    where tenant_id = ${context.tenantId} and id = ${id} and purpose = 'events'`)
  if (!endpoint) throw webhookRefusals.webhookNotFound()
  return endpoint
}
