import { clock, type Context } from '#engine/kernel'
import { sql, type Database } from '#engine/store'
import type { Breaker } from './model-port-breaker.ts'
import { isWithinBudget, type ModelBudget } from './model-port-usage.ts'

/** How the endpoint stands at this moment, for whoever shows it to people. `until` is an instant. */
export type ModelState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'ready' }
  /** It failed several times in a row and is left alone until then. */
  | { readonly kind: 'resting'; readonly until: string }
  /** The tenant's day is used up; the next one begins then, in its own zone. */
  | { readonly kind: 'over-budget'; readonly until: string }

export async function stateOf(
  database: Database,
  context: Pick<Context, 'tenantId'>,
  { breaker, budget }: { breaker: Breaker; budget: ModelBudget },
): Promise<ModelState> {
  if (!(await isWithinBudget(database, context, budget))) {
    return { kind: 'over-budget', until: await tomorrow(database, context) }
  }
  const restsUntil = breaker.restsUntil()
  if (restsUntil === undefined) return { kind: 'ready' }
  return { kind: 'resting', until: Temporal.Instant.fromEpochMilliseconds(restsUntil).toString() }
}

async function tomorrow(database: Database, { tenantId }: Pick<Context, 'tenantId'>): Promise<string> {
  const { zone } = await database.withTenant({ tenantId }, (tx) =>
    tx.one(sql<{ zone: string }>`select zone from engine.tenant where tenant_id = ${tenantId}`),
  )
  return clock.now().toZonedDateTimeISO(zone).add({ days: 1 }).startOfDay().toInstant().toString()
}
