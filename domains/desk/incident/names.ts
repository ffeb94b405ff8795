import type { Context } from '#engine/kernel'
import { organisationsByIds, peopleByIds, sitesByIds } from '#engine/party'
import { sql, type Tx } from '#engine/store'
import type { Incident } from './incidents.ts'

/** An incident as people read it: whom and what place it is about and who works on it, by name. */
export type NamedIncident = Incident & {
  readonly customerName: string | null
  /** The name in the other language. */
  readonly customerAlias: string | null
  readonly siteName: string | null
  readonly siteAlias: string | null
  readonly personName: string | null
  readonly personAlias: string | null
  readonly assigneeName: string | null
}

/** Somebody who may work on incidents. */
export interface Colleague {
  readonly userId: string
  readonly name: string
}

/** Who may be given an incident. */
export const WORKING_ROLES = ['agent', 'supervisor', 'service_manager', 'administrator']

/** Names for a whole page in four questions, however long it is. */
export async function nameIncidents(
  tx: Tx,
  context: Context,
  incidents: readonly Incident[],
): Promise<NamedIncident[]> {
  const [customers, sites, people, users] = await Promise.all([
    organisationsByIds(tx, context, idsOf(incidents, 'customerId')).then(namesOf),
    sitesByIds(tx, context, idsOf(incidents, 'siteId')).then(namesOf),
    peopleByIds(tx, context, idsOf(incidents, 'personId')).then(namesOf),
    usersByIds(tx, context, idsOf(incidents, 'assigneeId')).then(namesOf),
  ])
  return incidents.map((incident) => ({
    ...incident,
    customerName: nameIn(customers, incident.customerId),
    customerAlias: aliasIn(customers, incident.customerId),
    siteName: nameIn(sites, incident.siteId),
    siteAlias: aliasIn(sites, incident.siteId),
    personName: nameIn(people, incident.personId),
    personAlias: aliasIn(people, incident.personId),
    assigneeName: nameIn(users, incident.assigneeId),
  }))
}

/** By name, as Chinese readers expect it. */
export function colleagues(tx: Tx, { tenantId }: Context): Promise<Colleague[]> {
  return tx.all(sql<Colleague>`
    select user_id as "userId", name from engine.user_account
    where tenant_id = ${tenantId} and disabled_at is null and customer_id is null and roles && ${WORKING_ROLES}::text[]
    order by name collate "zh-x-icu", user_id`)
}

type Reference = 'customerId' | 'siteId' | 'personId' | 'assigneeId'

function idsOf(incidents: readonly Incident[], reference: Reference): string[] {
  return [...new Set(incidents.flatMap((incident) => incident[reference] ?? []))]
}

function usersByIds(tx: Tx, { tenantId }: Context, ids: readonly string[]): Promise<{ id: string; name: string }[]> {
  return tx.all(sql<{ id: string; name: string }>`
    select user_id as id, name from engine.user_account where tenant_id = ${tenantId} and user_id = any(${ids}::uuid[])`)
}

interface Party {
  readonly id: string
  readonly name: string
  readonly alias?: string | null
}

function namesOf(rows: readonly Party[]): ReadonlyMap<string, Party> {
  return new Map(rows.map((row) => [row.id, row]))
}

function nameIn(names: ReadonlyMap<string, Party>, id: string | null): string | null {
  return id === null ? null : (names.get(id)?.name ?? null)
}

function aliasIn(names: ReadonlyMap<string, Party>, id: string | null): string | null {
  return id === null ? null : (names.get(id)?.alias ?? null)
}
