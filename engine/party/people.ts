import { clock, newId, type Context, type Page } from '#engine/kernel'
import { emit } from '#engine/events'
import { sql, type Tx } from '#engine/store'
import { archivedAt, withoutUndefined } from './draft.ts'
import { partyRefusals } from './errors.ts'
import { personChanged } from './events.ts'
import type { NewPerson, Person, PersonChanges, PersonIdentity } from './party.ts'
import { holdRow, insertRows, listRows, rowsByIds, updateRow, type ListQuery, type PartyTable } from './table.ts'

export const personTable: PartyTable<Person> = {
  name: 'engine.person',
  columns: {
    id: 'id uuid',
    organisationId: 'organisation_id uuid',
    name: 'name text',
    alias: 'alias text',
    phone: 'phone text',
    email: 'email text',
    locale: 'locale text',
    title: 'title text',
    vip: 'vip boolean',
    notes: 'notes text',
  },
  searched: ['name', 'alias', 'phone', 'email'],
  references: { person_organisation: 'organisationId' },
  extra: `coalesce((
    select jsonb_agg(jsonb_build_object('channel', i.channel, 'externalId', i.external_id) order by i.channel)
    from engine.person_identity i where i.tenant_id = t.tenant_id and i.person_id = t.id), '[]') as identities`,
  internal: ['notes'],
  ofCustomer: (tenantId, customerId) => sql`t.organisation_id in (
    select id from engine.organisation where tenant_id = ${tenantId} and path @> array[${customerId}::uuid])`,
  emptyRow: {
    organisationId: null,
    name: '',
    alias: null,
    phone: null,
    email: null,
    locale: null,
    title: null,
    vip: false,
    notes: null,
    identities: [],
  },
}

/** Many at once, with the identities by which channels know them. Answers them in the order given. */
export async function createPeople(tx: Tx, context: Context, list: readonly NewPerson[]): Promise<Person[]> {
  const rows = list.map(
    (given) => ({ ...personTable.emptyRow, ...withoutUndefined(given), id: given.id ?? newId() }) as Person,
  )
  await insertRows(tx, context, personTable, rows)
  await addIdentities(tx, context, rows)
  return rows.map((row) => ({ ...row, archivedAt: null, version: 1 }))
}

export async function createPerson(tx: Tx, context: Context, given: NewPerson): Promise<Person> {
  const [created] = await createPeople(tx, context, [given])
  await tell(tx, context, created!)
  return created!
}

export async function updatePerson(
  tx: Tx,
  context: Context,
  id: string,
  { archived, ...changes }: PersonChanges,
  expectedVersion?: number,
): Promise<Person> {
  const held = await holdRow(tx, context, personTable, id, expectedVersion)
  if (!held) throw partyRefusals.personNotFound({ id })
  const next = { ...held, ...withoutUndefined(changes), archivedAt: archivedAt(held, archived) }
  if (changes.identities) await replaceIdentities(tx, context, next)
  const updated = await updateRow(tx, context, personTable, next)
  await tell(tx, context, updated)
  return { ...updated, identities: next.identities }
}

export async function getPerson(tx: Tx, context: Context, id: string): Promise<Person> {
  const [found] = await peopleByIds(tx, context, [id])
  if (!found) throw partyRefusals.personNotFound({ id })
  return found
}

export function peopleByIds(tx: Tx, context: Context, ids: readonly string[]): Promise<Person[]> {
  return rowsByIds(tx, context, personTable, ids)
}

export interface PersonQuery extends ListQuery {
  /** People of this organisation and of those below it. */
  readonly organisationId?: string | undefined
  readonly vip?: boolean | undefined
}

export function listPeople(tx: Tx, context: Context, query: PersonQuery): Promise<Page<Person>> {
  const { organisationId, vip = null } = query
  const within = organisationId === undefined ? sql`true` : personTable.ofCustomer(context.tenantId, organisationId)
  return listRows(tx, context, personTable, query, sql`${within} and (${vip}::boolean is null or t.vip = ${vip})`)
}

/** What a channel tells of somebody who writes for the first time. */
export interface Newcomer extends PersonIdentity {
  readonly name: string
  readonly organisationId?: string | undefined
  readonly locale?: string | undefined
  readonly phone?: string | undefined
  readonly email?: string | undefined
}

/**
 * The person whom a channel knows by this identity, made from what the channel tells when there is none.
 * Two messages of a newcomer that arrive at the same time make one person.
 */
export async function resolvePerson(
  tx: Tx,
  context: Context,
  { channel, externalId, ...told }: Newcomer,
): Promise<{ person: Person; isNew: boolean }> {
  const known = await personOfIdentity(tx, context, { channel, externalId })
  if (known) return { person: known, isNew: false }
  const id = newId()
  const { name, organisationId = null, locale = null, phone = null, email = null } = told
  const made = await tx.run(sql`
    with identity as (
      insert into engine.person_identity (tenant_id, channel, external_id, person_id)
      values (${context.tenantId}, ${channel}, ${externalId}, ${id}) on conflict do nothing returning person_id
    )
    insert into engine.person (tenant_id, id, organisation_id, name, locale, phone, email, created_at, updated_at)
    select ${context.tenantId}, person_id, ${organisationId}::uuid, ${name}, ${locale}, ${phone}, ${email},
      ${clock.date()}, ${clock.date()}
    from identity`)
  const person = (await personOfIdentity(tx, context, { channel, externalId }))!
  if (made > 0) await tell(tx, context, person)
  return { person, isNew: made > 0 }
}

async function personOfIdentity(
  tx: Tx,
  context: Context,
  { channel, externalId }: PersonIdentity,
): Promise<Person | undefined> {
  const row = await tx.find(sql<{ personId: string }>`
    select person_id as "personId" from engine.person_identity
    where tenant_id = ${context.tenantId} and channel = ${channel} and external_id = ${externalId}`)
  if (!row) return undefined
  const [person] = await peopleByIds(tx, context, [row.personId])
  return person
}

async function replaceIdentities(tx: Tx, context: Context, person: Person): Promise<void> {
  await tx.run(sql`
    delete from engine.person_identity where tenant_id = ${context.tenantId} and person_id = ${person.id}`)
  await addIdentities(tx, context, [person])
}

async function addIdentities(tx: Tx, { tenantId }: Context, people: readonly Person[]): Promise<void> {
  const rows = people.flatMap(({ id, identities }) => identities.map((identity) => ({ id, ...identity })))
  if (rows.length === 0) return
  const added = await tx.run(sql`
    insert into engine.person_identity (tenant_id, channel, external_id, person_id)
    select ${tenantId}, * from unnest(${rows.map(({ channel }) => channel)}::text[],
      ${rows.map(({ externalId }) => externalId)}::text[], ${rows.map(({ id }) => id)}::uuid[])
    on conflict do nothing`)
  if (added < rows.length) throw partyRefusals.identityTaken({}, [{ path: '/identities', message: 'one is taken' }])
}

function tell(tx: Tx, context: Context, { id, organisationId, version }: Person): Promise<void> {
  return emit(tx, context, personChanged, { personId: id, organisationId, version })
}
