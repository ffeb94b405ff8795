import { clock, newId, Refusal, type Context } from '#engine/kernel'
import { audit } from '#engine/audit'
import { ADMINISTRATOR, assertRoles, identityRefusals } from '#engine/identity'
import { sql, type Tx } from '#engine/store'
import { accountRefusals } from '../errors.ts'
import type { AccountParts } from '../parts.ts'
import { discover } from './discover.ts'

/** A provider as it lies in the database; the secret is sealed. */
export interface StoredProvider {
  readonly tenantId: string
  readonly providerId: string
  readonly label: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string | null
  readonly scopes: string
  readonly defaultRole: string | null
  readonly enabled: boolean
  readonly version: number
}

export interface ProviderDraft {
  readonly label: string
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret?: string | undefined
  readonly scopes: string
  readonly defaultRole: string | null
}

const COLUMNS = sql.raw(`tenant_id as "tenantId", provider_id as "providerId", label, issuer, client_id as "clientId",
  client_secret as "clientSecret", scopes, default_role as "defaultRole", enabled, version`)

export function listProviders({ database }: AccountParts, context: Context): Promise<StoredProvider[]> {
  return database.withTenant(context, (tx) =>
    tx.all(sql<StoredProvider>`select ${COLUMNS} from engine.oidc_provider order by label, provider_id`),
  )
}

export async function createProvider(
  parts: AccountParts,
  context: Context,
  draft: ProviderDraft,
): Promise<StoredProvider> {
  const { tenantId } = context
  const providerId = newId()
  await judge(parts, draft)
  return parts.database.withTenant(context, async (tx) => {
    await tx.run(sql`
      insert into engine.oidc_provider
        (tenant_id, provider_id, label, issuer, client_id, client_secret, scopes, default_role, created_at)
      values (${tenantId}, ${providerId}, ${draft.label}, ${draft.issuer}, ${draft.clientId},
        ${seal(parts, providerId, draft)}, ${draft.scopes}, ${draft.defaultRole}, ${clock.date()})`)
    const provider = await readProvider(tx, tenantId, providerId)
    const after = withoutSecret(provider)
    await audit(tx, context, { action: 'engine.oidc-provider.create', subject: `oidc-provider:${providerId}`, after })
    return provider
  })
}

export async function changeProvider(
  parts: AccountParts,
  context: Context,
  providerId: string,
  draft: ProviderDraft & { readonly enabled: boolean },
  expectedVersion: number | undefined,
): Promise<StoredProvider> {
  const { tenantId } = context
  if (draft.enabled) await judge(parts, draft)
  return parts.database.withTenant(context, async (tx) => {
    const before = await readProvider(tx, tenantId, providerId)
    if (expectedVersion !== undefined && expectedVersion !== before.version) {
      throw new Refusal('engine.version-conflict', 412)
    }
    await tx.run(sql`
      update engine.oidc_provider set label = ${draft.label}, issuer = ${draft.issuer}, client_id = ${draft.clientId},
        client_secret = coalesce(${seal(parts, providerId, draft)}, client_secret), scopes = ${draft.scopes},
        default_role = ${draft.defaultRole}, enabled = ${draft.enabled}, version = version + 1
      where tenant_id = ${tenantId} and provider_id = ${providerId}`)
    const provider = await readProvider(tx, tenantId, providerId)
    const change = { before: withoutSecret(before), after: withoutSecret(provider) }
    await audit(tx, context, {
      action: 'engine.oidc-provider.change',
      subject: `oidc-provider:${providerId}`,
      ...change,
    })
    return provider
  })
}

export function removeProvider({ database }: AccountParts, context: Context, providerId: string): Promise<void> {
  return database.withTenant(context, async (tx) => {
    const before = withoutSecret(await readProvider(tx, context.tenantId, providerId))
    await tx.run(sql`
      delete from engine.oidc_provider where tenant_id = ${context.tenantId} and provider_id = ${providerId}`)
    await audit(tx, context, { action: 'engine.oidc-provider.remove', subject: `oidc-provider:${providerId}`, before })
  })
}

/** A provider that may be signed in with now, whoever asks. Refused: oidc-provider-not-found. */
export async function openProvider(parts: AccountParts, providerId: string): Promise<StoredProvider> {
  const options = await listOptions(parts)
  const option = options.find((one) => one.providerId === providerId)
  if (!option) throw accountRefusals.oidcProviderNotFound()
  return parts.database.withTenant(option, (tx) => readProvider(tx, option.tenantId, providerId))
}

export function listOptions({ database }: Pick<AccountParts, 'database'>) {
  return database.withTenant({ tenantId: '' }, (tx) =>
    tx.all(sql<{ tenantId: string; providerId: string; label: string }>`
      select tenant_id as "tenantId", provider_id as "providerId", label from engine.oidc_options()`),
  )
}

async function readProvider(tx: Tx, tenantId: string, providerId: string): Promise<StoredProvider> {
  const provider = await tx.find(sql<StoredProvider>`
    select ${COLUMNS} from engine.oidc_provider where tenant_id = ${tenantId} and provider_id = ${providerId}`)
  if (!provider) throw accountRefusals.oidcProviderNotFound()
  return provider
}

/** A wrong address should show now and not at the first sign-in; an administrator is never made by signing in. */
async function judge(parts: AccountParts, draft: ProviderDraft): Promise<void> {
  if (draft.defaultRole === ADMINISTRATOR) throw identityRefusals.unknownRole({ role: ADMINISTRATOR })
  if (draft.defaultRole !== null) assertRoles(parts.policies, [draft.defaultRole], null)
  await discover(draft.issuer, draft.clientId, draft.clientSecret, parts.allowPrivateAddresses)
}

function seal({ secretBox }: AccountParts, providerId: string, { clientSecret }: ProviderDraft): string | null {
  return clientSecret ? secretBox.seal(clientSecret, secretPlace(providerId)) : null
}

export function secretPlace(providerId: string): string {
  return `oidc_provider:${providerId}`
}

function withoutSecret({ clientSecret, ...rest }: StoredProvider) {
  return { ...rest, hasSecret: clientSecret !== null }
}
