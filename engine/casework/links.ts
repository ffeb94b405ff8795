import { clock, type Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import type { CaseLink, CaseRecord } from './case-record.ts'
import type { CaseShape, CaseType } from './case-type.ts'
import { appendEntry, RECORD } from './case-store.ts'
import { caseworkRefusals } from './errors.ts'
import { mayTouch } from './scope.ts'

/** Ties of a case to anything anywhere, and the people who watch it. Doing either twice changes nothing. */

/** `linkCase(tx, context, incidentCase, id, { relation: 'visit', ref: 'field.visit:<id>' })` */
export async function linkCase<S extends CaseShape>(
  tx: Tx,
  context: Context,
  type: CaseType<S>,
  caseId: string,
  { relation, ref }: Pick<CaseLink, 'relation' | 'ref'>,
): Promise<void> {
  await assertExists(tx, context, type, caseId)
  const added = await tx.run(sql`
    insert into engine.case_link (tenant_id, case_id, relation, ref, created_at)
    values (${context.tenantId}, ${caseId}, ${relation}, ${ref}, ${clock.date()}) on conflict do nothing`)
  if (added > 0) await tellLink(tx, context, type, caseId, { relation, ref, change: 'added' })
}

/** The ties of a case that is just being opened. */
export async function insertLinks(
  tx: Tx,
  { tenantId }: Context,
  caseId: string,
  links: readonly Pick<CaseLink, 'relation' | 'ref'>[],
): Promise<void> {
  if (links.length === 0) return
  await tx.run(sql`
    insert into engine.case_link (tenant_id, case_id, relation, ref, created_at)
    select ${tenantId}, ${caseId}, relation, ref, ${clock.date()}
    from unnest(${links.map(({ relation }) => relation)}::text[], ${links.map(({ ref }) => ref)}::text[])
      as l (relation, ref)
    on conflict do nothing`)
}

export async function unlinkCase<S extends CaseShape>(
  tx: Tx,
  context: Context,
  type: CaseType<S>,
  caseId: string,
  { relation, ref }: Pick<CaseLink, 'relation' | 'ref'>,
): Promise<void> {
  await assertExists(tx, context, type, caseId)
  const removed = await tx.run(sql`
    delete from engine.case_link where tenant_id = ${context.tenantId} and case_id = ${caseId}
      and relation = ${relation} and ref = ${ref}`)
  if (removed > 0) await tellLink(tx, context, type, caseId, { relation, ref, change: 'removed' })
}

export function linksOf(tx: Tx, context: Context, caseIds: readonly string[]): Promise<CaseLink[]> {
  return tx.all(sql<CaseLink>`
    select l.case_id as "caseId", l.relation, l.ref, l.created_at as "createdAt" from engine.case_link l
    join engine.case c on c.tenant_id = l.tenant_id and c.id = l.case_id
    where ${mayTouch(context)} and l.case_id = any(${caseIds}::uuid[]) order by l.case_id, l.created_at, l.ref`)
}

/** The cases of a type that are tied to something, the newest first; at most 200. */
export function casesLinkedTo<S extends CaseShape>(
  tx: Tx,
  context: Context,
  type: CaseType<S>,
  ref: string,
): Promise<CaseRecord<S>[]> {
  return tx.all(sql<CaseRecord<S>>`
    select ${RECORD} from engine.case c
    where ${mayTouch(context)} and c.kind = ${type.kind}
      and c.id in (select case_id from engine.case_link where tenant_id = ${context.tenantId} and ref = ${ref})
    order by c.opened_at desc, c.id desc limit 200`)
}

export async function watchCase<S extends CaseShape>(
  tx: Tx,
  context: Context,
  type: CaseType<S>,
  caseId: string,
  userId: string,
): Promise<void> {
  await assertExists(tx, context, type, caseId)
  await tx.run(sql`
    insert into engine.case_watcher (tenant_id, case_id, user_id) values (${context.tenantId}, ${caseId}, ${userId})
    on conflict do nothing`)
}

export async function unwatchCase<S extends CaseShape>(
  tx: Tx,
  context: Context,
  type: CaseType<S>,
  caseId: string,
  userId: string,
): Promise<void> {
  await assertExists(tx, context, type, caseId)
  await tx.run(sql`
    delete from engine.case_watcher
    where tenant_id = ${context.tenantId} and case_id = ${caseId} and user_id = ${userId}`)
}

/** User ids. */
export async function watchersOf(tx: Tx, context: Context, caseId: string): Promise<string[]> {
  const rows = await tx.all(sql<{ userId: string }>`
    select w.user_id as "userId" from engine.case_watcher w
    join engine.case c on c.tenant_id = w.tenant_id and c.id = w.case_id
    where ${mayTouch(context)} and w.case_id = ${caseId} order by w.user_id`)
  return rows.map(({ userId }) => userId)
}

async function assertExists<S extends CaseShape>(
  tx: Tx,
  context: Context,
  type: CaseType<S>,
  caseId: string,
): Promise<void> {
  const found = await tx.find(sql`
    select c.id from engine.case c where ${mayTouch(context)} and c.id = ${caseId} and c.kind = ${type.kind}`)
  if (!found) throw caseworkRefusals.caseNotFound({ id: caseId })
}

async function tellLink(tx: Tx, context: Context, { kind }: CaseType, caseId: string, data: object): Promise<void> {
  await appendEntry(tx, context, { kind, caseId }, { kind: 'link', data, internal: true })
}
