import { clock, type Context } from '#engine/kernel'
import { sql, type Database } from '#engine/store'

/** What a call has used. */
export interface TokenCount {
  readonly prompt: number
  readonly completion: number
}

/** What a tenant may use in one day of its own zone. */
export interface ModelBudget {
  readonly tokensPerDay: number
  /** In the currency's minor unit (fen, cents); no limit when absent. */
  readonly costPerDayMinor?: number
}

/** Minor units (fen, cents) for a million tokens. */
export interface ModelPrice {
  readonly prompt: number
  readonly completion: number
}

export interface UsageOfDay {
  readonly requests: number
  readonly failures: number
  readonly tokens: number
  /** Millionths of the minor unit. */
  readonly costMicro: bigint
}

type Tenant = Pick<Context, 'tenantId'>

/** Today's use of a tenant over all models and purposes. */
export function usageOfToday(database: Database, { tenantId }: Tenant): Promise<UsageOfDay> {
  return database.withTenant({ tenantId }, (tx) =>
    tx.one(sql<UsageOfDay>`
      select coalesce(sum(u.requests), 0)::int as requests, coalesce(sum(u.failures), 0)::int as failures,
        coalesce(sum(u.prompt_tokens + u.completion_tokens), 0)::float8 as tokens,
        coalesce(sum(u.cost_micro), 0)::bigint as "costMicro"
      from engine.tenant t left join engine.model_usage u
        on u.tenant_id = t.tenant_id and u.day = (${clock.date()}::timestamptz at time zone t.zone)::date
      where t.tenant_id = ${tenantId}`),
  )
}

/** Calls that run at the same moment may together go over the budget by what they use themselves. */
export async function isWithinBudget(database: Database, tenant: Tenant, budget: ModelBudget): Promise<boolean> {
  const { tokens, costMicro } = await usageOfToday(database, tenant)
  const costMax = budget.costPerDayMinor
  return tokens < budget.tokensPerDay && (costMax === undefined || costMicro < BigInt(costMax) * 1_000_000n)
}

export interface UsedCall {
  readonly model: string
  readonly purpose: string
  readonly failed: boolean
  readonly tokens: TokenCount
}

export async function keepUsage(
  database: Database,
  { tenantId }: Tenant,
  { model, purpose, failed, tokens }: UsedCall,
  price: ModelPrice | undefined,
): Promise<void> {
  const cost = price ? Math.ceil(tokens.prompt * price.prompt + tokens.completion * price.completion) : 0
  await database.withTenant({ tenantId }, (tx) =>
    tx.run(sql`
      insert into engine.model_usage as u (tenant_id, day, model, purpose, requests, failures, prompt_tokens,
        completion_tokens, cost_micro)
      select t.tenant_id, (${clock.date()}::timestamptz at time zone t.zone)::date, ${model}, ${purpose}, 1,
        ${failed ? 1 : 0}::int, ${tokens.prompt}, ${tokens.completion}, ${cost}
      from engine.tenant t where t.tenant_id = ${tenantId}
      on conflict (tenant_id, day, model, purpose) do update set requests = u.requests + 1,
        failures = u.failures + excluded.failures, prompt_tokens = u.prompt_tokens + excluded.prompt_tokens,
        completion_tokens = u.completion_tokens + excluded.completion_tokens,
        cost_micro = u.cost_micro + excluded.cost_micro`),
  )
}
