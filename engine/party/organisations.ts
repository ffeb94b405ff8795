import { newId, type Context, type Page } from '#engine/kernel'
import { emit } from '#engine/events'
import { sql, type Tx } from '#engine/store'
import { archivedAt, withoutUndefined } from './draft.ts'
import { partyRefusals } from './errors.ts'
import { organisationChanged } from './events.ts'
import type { NewOrganisation, Organisation, OrganisationChanges, OrganisationKind } from './party.ts'
import {
  holdRow,
  insertRows,
  listRows,
  rowsByIds,
  unknownReference,
  updateRow,
  type ListQuery,
  type PartyTable,
} from './table.ts'

export const organisationTable: PartyTable<Organisation> = {
  name: 'engine.organisation',
  columns: {
    id: 'id uuid',
    parentId: 'parent_id uuid',
    path: 'path uuid[]',
    kind: 'kind text',
    name: 'name text',
    alias: 'alias text',
    code: 'code text',
    phone: 'phone text',
    email: 'email text',
    locale: 'locale text',
    vip: 'vip boolean',
    notes: 'notes text',
  },
  searched: ['name', 'alias', 'code'],
  references: { organisation_parent: 'parentId' },
  codeConstraint: 'organisation_code',
  internal: ['notes'],
  ofCustomer: (_tenantId, customerId) => sql`t.path @> array[${customerId}::uuid]`,
  emptyRow: {
    parentId: null,
    path: [],
    kind: 'customer',
    name: '',
    alias: null,
    code: null,
    phone: null,
    email: null,
    locale: null,
    vip: false,
    notes: null,
  },
}

/** Many at once; a parent may be in the same list. Answers them in the order given. */
export async function createOrganisations(
  tx: Tx,
  context: Context,
  list: readonly NewOrganisation[],
): Promise<Organisation[]> {
  const drafts = list.map(
    (given) => ({ ...organisationTable.emptyRow, ...withoutUndefined(given), id: given.id ?? newId() }) as Organisation,
  )
  const paths = await pathsOf(tx, context, drafts)
  const rows = drafts.map((draft) => ({ ...draft, path: paths.get(draft.id)! }))
  await insertRows(tx, context, organisationTable, rows)
  return rows.map((row) => ({ ...row, archivedAt: null, version: 1 }))
}

export async function createOrganisation(tx: Tx, context: Context, given: NewOrganisation): Promise<Organisation> {
  const [created] = await createOrganisations(tx, context, [given])
  await emit(tx, context, organisationChanged, { organisationId: created!.id, version: 1 })
  return created!
}

export async function updateOrganisation(
  tx: Tx,
  context: Context,
  id: string,
  { archived, ...changes }: OrganisationChanges,
  expectedVersion?: number,
): Promise<Organisation> {
  const held = await holdRow(tx, context, organisationTable, id, expectedVersion)
  if (!held) throw partyRefusals.organisationNotFound({ id })
  const next = { ...held, ...withoutUndefined(changes), archivedAt: archivedAt(held, archived) }
  const path = next.parentId === held.parentId ? held.path : await pathBelow(tx, context, id, next.parentId)
  const updated = await updateRow(tx, context, organisationTable, { ...next, path })
  if (path !== held.path) await moveDescendants(tx, context, id, path)
  await emit(tx, context, organisationChanged, { organisationId: id, version: updated.version })
  return updated
}

export async function getOrganisation(tx: Tx, context: Context, id: string): Promise<Organisation> {
  const [found] = await organisationsByIds(tx, context, [id])
  if (!found) throw partyRefusals.organisationNotFound({ id })
  return found
}

export function organisationsByIds(tx: Tx, context: Context, ids: readonly string[]): Promise<Organisation[]> {
  return rowsByIds(tx, context, organisationTable, ids)
}

export interface OrganisationQuery extends ListQuery {
  readonly kind?: OrganisationKind | undefined
  readonly parentId?: string | undefined
  readonly vip?: boolean | undefined
  /** This organisation and everything below it. */
  readonly within?: string | undefined
}

export function listOrganisations(tx: Tx, context: Context, query: OrganisationQuery): Promise<Page<Organisation>> {
  const { kind = null, parentId = null, vip = null, within = null } = query
  const filter = sql`(${kind}::text is null or t.kind = ${kind})
    and (${parentId}::uuid is null or t.parent_id = ${parentId})
    and (${vip}::boolean is null or t.vip = ${vip})
    and (${within}::uuid is null or t.path @> array[${within}::uuid])`
  return listRows(tx, context, organisationTable, query, filter)
}

type Placed = Pick<Organisation, 'id' | 'parentId'>

/** The path of each, from parents in the same list or in the database. */
async function pathsOf(tx: Tx, context: Context, list: readonly Placed[]): Promise<Map<string, string[]>> {
  const byId = new Map(list.map((each) => [each.id, each]))
  const outside = list.flatMap(({ parentId }) => (parentId && !byId.has(parentId) ? [parentId] : []))
  const known = outside.length === 0 ? [] : await organisationsByIds(tx, context, [...new Set(outside)])
  const paths = new Map(known.map(({ id, path }) => [id, path]))
  const pathOf = (each: Placed, below: readonly string[] = []): string[] => {
    const done = paths.get(each.id)
    if (done) return done
    if (below.includes(each.id)) throw partyRefusals.organisationWithinItself({ id: each.id })
    const parent =
      each.parentId === null ? undefined : (byId.get(each.parentId) ?? { id: each.parentId, parentId: null })
    if (parent && !byId.has(parent.id) && !paths.has(parent.id)) throw unknownReference('parentId')
    const path = [...(parent ? pathOf(parent, [...below, each.id]) : []), each.id]
    paths.set(each.id, path)
    return path
  }
  for (const each of list) pathOf(each)
  return paths
}

async function pathBelow(tx: Tx, context: Context, id: string, parentId: string | null): Promise<string[]> {
  if (parentId === null) return [id]
  const [parent] = await organisationsByIds(tx, context, [parentId])
  if (!parent) throw unknownReference('parentId')
  if (parent.path.includes(id)) throw partyRefusals.organisationWithinItself({ id })
  return [...parent.path, id]
}

async function moveDescendants(tx: Tx, { tenantId }: Context, id: string, path: readonly string[]): Promise<void> {
  await tx.run(sql`
    update engine.organisation set path = ${path}::uuid[] || path[array_position(path, ${id}::uuid) + 1:]
    where tenant_id = ${tenantId} and path @> array[${id}::uuid] and id <> ${id}`)
}
