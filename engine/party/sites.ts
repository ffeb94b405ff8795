import { newId, type Context, type Page } from '#engine/kernel'
import { emit } from '#engine/events'
import { sql, type Tx } from '#engine/store'
import { archivedAt, withoutUndefined } from './draft.ts'
import { partyRefusals } from './errors.ts'
import { siteChanged } from './events.ts'
import type { NewSite, Site, SiteChanges } from './party.ts'
import { holdRow, insertRows, listRows, rowsByIds, updateRow, type ListQuery, type PartyTable } from './table.ts'

export const siteTable: PartyTable<Site> = {
  name: 'engine.site',
  columns: {
    id: 'id uuid',
    organisationId: 'organisation_id uuid',
    name: 'name text',
    alias: 'alias text',
    code: 'code text',
    address: 'address text',
    zone: 'zone text',
    longitude: 'longitude double precision',
    latitude: 'latitude double precision',
    calendarId: 'calendar_id uuid',
    accessNotes: 'access_notes text',
    contactPersonId: 'contact_person_id uuid',
  },
  searched: ['name', 'alias', 'code', 'address'],
  references: {
    site_organisation: 'organisationId',
    site_contact: 'contactPersonId',
    site_calendar: 'calendarId',
    site_coordinates: 'longitude',
  },
  codeConstraint: 'site_code',
  ofCustomer: (tenantId, customerId) => sql`t.organisation_id in (
    select id from engine.organisation where tenant_id = ${tenantId} and path @> array[${customerId}::uuid])`,
  emptyRow: {
    organisationId: '',
    name: '',
    alias: null,
    code: null,
    address: '',
    zone: '',
    longitude: null,
    latitude: null,
    calendarId: null,
    accessNotes: null,
    contactPersonId: null,
  },
}

/** Many at once; answers them in the order given. */
export async function createSites(tx: Tx, context: Context, list: readonly NewSite[]): Promise<Site[]> {
  const rows = list.map(
    (given) => ({ ...siteTable.emptyRow, ...withoutUndefined(given), id: given.id ?? newId() }) as Site,
  )
  await insertRows(tx, context, siteTable, rows)
  return rows.map((row) => ({ ...row, archivedAt: null, version: 1 }))
}

export async function createSite(tx: Tx, context: Context, given: NewSite): Promise<Site> {
  const [created] = await createSites(tx, context, [given])
  await tell(tx, context, created!)
  return created!
}

export async function updateSite(
  tx: Tx,
  context: Context,
  id: string,
  { archived, ...changes }: SiteChanges,
  expectedVersion?: number,
): Promise<Site> {
  const held = await holdRow(tx, context, siteTable, id, expectedVersion)
  if (!held) throw partyRefusals.siteNotFound({ id })
  const next = { ...held, ...withoutUndefined(changes), archivedAt: archivedAt(held, archived) }
  const updated = await updateRow(tx, context, siteTable, next)
  await tell(tx, context, updated)
  return updated
}

export async function getSite(tx: Tx, context: Context, id: string): Promise<Site> {
  const [found] = await sitesByIds(tx, context, [id])
  if (!found) throw partyRefusals.siteNotFound({ id })
  return found
}

export function sitesByIds(tx: Tx, context: Context, ids: readonly string[]): Promise<Site[]> {
  return rowsByIds(tx, context, siteTable, ids)
}

export interface SiteQuery extends ListQuery {
  /** Sites of this organisation and of those below it. */
  readonly organisationId?: string | undefined
}

export function listSites(tx: Tx, context: Context, query: SiteQuery): Promise<Page<Site>> {
  const { organisationId } = query
  const within = organisationId === undefined ? sql`true` : siteTable.ofCustomer(context.tenantId, organisationId)
  return listRows(tx, context, siteTable, query, within)
}

/** How many sites each of these organisations has, itself and below it; archived ones do not count. */
export async function siteCounts(
  tx: Tx,
  context: Context,
  organisationIds: readonly string[],
): Promise<Map<string, number>> {
  const { tenantId, actor } = context
  const own = actor.customerId === undefined ? sql`true` : siteTable.ofCustomer(tenantId, actor.customerId)
  const rows = await tx.all(sql<{ id: string; count: number }>`
    select above.id, count(*)::int as count
    from engine.site t
    join engine.organisation o on o.tenant_id = ${tenantId} and o.id = t.organisation_id
    cross join unnest(o.path) as above (id)
    where t.tenant_id = ${tenantId} and t.archived_at is null and ${own} and above.id = any(${organisationIds}::uuid[])
    group by above.id`)
  return new Map(rows.map(({ id, count }) => [id, count]))
}

function tell(tx: Tx, context: Context, { id, organisationId, version }: Site): Promise<void> {
  return emit(tx, context, siteChanged, { siteId: id, organisationId, version })
}
