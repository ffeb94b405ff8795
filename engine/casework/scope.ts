import type { Context } from '#engine/kernel'
import { sql } from '#engine/store'
import type { RawBuilder } from 'kysely'

/**
 * Which cases a caller may touch, as a condition on `engine.case c`: the tenant's, for a customer's user those of that
 * customer, for somebody with `onlyTeams` the own teams' work. Whatever reads or changes cases asks this.
 */
export function mayTouch({ tenantId, actor }: Context): RawBuilder<boolean> {
  if (actor.customerId !== undefined) {
    return sql<boolean>`c.tenant_id = ${tenantId} and c.customer_id = ${actor.customerId}`
  }
  return actor.onlyTeams
    ? sql<boolean>`c.tenant_id = ${tenantId} and ${isOwnWork(tenantId, actor)}`
    : ofTenant(tenantId)
}

function ofTenant(tenantId: string): RawBuilder<boolean> {
  return sql<boolean>`c.tenant_id = ${tenantId}`
}

/** See `Actor.onlyTeams`. The lists of ids are made once for a question, so that each part has its index. */
function isOwnWork(tenantId: string, { id, teamIds }: Context['actor']): RawBuilder<boolean> {
  return sql<boolean>`(c.team_id = any(${teamIds}::uuid[]) or c.assignee_id = ${id}::uuid
    or c.id = any(array(
      select e.case_id from engine.case_entry e where e.tenant_id = ${tenantId} and e.seq = 1 and e.actor_id = ${id}
      union all
      select w.case_id from engine.case_watcher w where w.tenant_id = ${tenantId} and w.user_id = ${id}::uuid
      union all
      select t.case_id from engine.case_task t
      where t.tenant_id = ${tenantId} and (t.assignee_id = ${id}::uuid or t.team_id = any(${teamIds}::uuid[])))))`
}

export function isCustomer({ actor }: Context): boolean {
  return actor.customerId !== undefined
}
