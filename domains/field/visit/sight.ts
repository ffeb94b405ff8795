/**
 * Which visits somebody sees who sees only the own teams' work (`Actor.onlyTeams`): those of a technician who is he
 * himself or a member of one of his teams, and those whose work order he may see as a case. Others see all.
 */
import type { Context } from '#engine/kernel'
import { mayTouch } from '#engine/casework'
import { sql, type Tx } from '#engine/store'
import type { RawBuilder } from 'kysely'
import { fieldRefusals } from '../errors.ts'

/** A condition on `field.visit v` and its work order, `engine.case c`. */
export function visitInSight(context: Context): RawBuilder<boolean> {
  if (!context.actor.onlyTeams) return sql<boolean>`true`
  return sql<boolean>`(v.technician_id = any(array(
      select t.technician_id from field.technician t
      where t.tenant_id = ${context.tenantId} and ${technicianInSight(context)}))
    or (${mayTouch(context)}))`
}

/** A condition on `field.technician t`. */
export function technicianInSight({ tenantId, actor }: Context): RawBuilder<boolean> {
  if (!actor.onlyTeams) return sql<boolean>`true`
  return sql<boolean>`(t.user_id = ${actor.id}::uuid or t.user_id = any(array(
    select m.user_id from engine.team_member m
    where m.tenant_id = ${tenantId} and m.team_id = any(${actor.teamIds}::uuid[]))))`
}

/** Whether all of them are in sight. */
export async function areInSight(tx: Tx, context: Context, visitIds: readonly string[]): Promise<boolean> {
  if (!context.actor.onlyTeams) return true
  const { n } = await tx.one(sql<{ n: number }>`
    select count(*)::int as n from field.visit v
    join engine.case c on c.tenant_id = v.tenant_id and c.id = v.work_order_id
    where v.tenant_id = ${context.tenantId} and v.visit_id = any(${visitIds}::uuid[]) and ${visitInSight(context)}`)
  return n === new Set(visitIds).size
}

/** Refused: visit-not-found, as if there were none. */
export async function assertInSight(tx: Tx, context: Context, visitId: string): Promise<void> {
  if (!(await areInSight(tx, context, [visitId]))) throw fieldRefusals.visitNotFound()
}
