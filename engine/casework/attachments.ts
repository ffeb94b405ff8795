import { clock, type Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import type { CaseShape, CaseType } from './case-type.ts'
import { appendEntry } from './case-store.ts'
import { caseworkRefusals } from './errors.ts'
import { isCustomer, mayTouch } from './scope.ts'

/** Files of a case: who brought them, who may see them. The bytes are `#engine/files`' matter; a file has one case. */
export interface CaseAttachment {
  readonly fileId: string
  readonly name: string
  /** Recognised by content. */
  readonly mediaType: string
  readonly sizeBytes: number
  /** Of pictures, in pixels. */
  readonly width: number | null
  readonly height: number | null
  readonly addedBy: string
  readonly addedByName: string
  /** Not for the customer's eyes. */
  readonly internal: boolean
  readonly addedAt: string
}

const ATTACHMENTS_MAX = 200

const ATTACHMENT = sql.raw(`a.file_id as "fileId", f.name, f.media_type as "mediaType",
  f.size_bytes::float8 as "sizeBytes", f.width, f.height, a.added_by as "addedBy",
  a.added_by_name as "addedByName", a.internal, a.added_at as "addedAt"`)

/** A stored file, brought for this case, becomes a part of it; one entry tells it. What a customer brings is never internal. */
export async function addAttachment<S extends CaseShape>(
  tx: Tx,
  context: Context,
  type: CaseType<S>,
  caseId: string,
  { fileId, internal }: { readonly fileId: string; readonly internal: boolean },
): Promise<CaseAttachment> {
  const there = await attachmentsOf(tx, context, type, caseId)
  if (there.length >= ATTACHMENTS_MAX) throw caseworkRefusals.attachmentsFull({ max: ATTACHMENTS_MAX })
  const hidden = internal && !isCustomer(context)
  const { tenantId, actor } = context
  await tx.run(sql`
    insert into engine.case_attachment (tenant_id, case_id, file_id, added_by, added_by_name, internal, added_at)
    values (${tenantId}, ${caseId}, ${fileId}, ${actor.id}, ${actor.name}, ${hidden}, ${clock.date()})`)
  const added = await readAttachment(tx, context, type, caseId, fileId)
  await tell(tx, context, type, caseId, added, 'added')
  return added
}

/** The oldest first; a customer does not see internal ones. Refuses `engine.case-not-found`. */
export async function attachmentsOf<S extends CaseShape>(
  tx: Tx,
  context: Context,
  { kind }: CaseType<S>,
  caseId: string,
): Promise<CaseAttachment[]> {
  const found = await tx.find(sql`
    select from engine.case c where ${mayTouch(context)} and c.id = ${caseId} and c.kind = ${kind}`)
  if (!found) throw caseworkRefusals.caseNotFound({ id: caseId })
  return tx.all(sql<CaseAttachment>`
    select ${ATTACHMENT} from engine.case_attachment a
    join engine.file f on f.tenant_id = a.tenant_id and f.id = a.file_id
    where a.tenant_id = ${context.tenantId} and a.case_id = ${caseId} and not (a.internal and ${isCustomer(context)})
    order by a.added_at, a.file_id`)
}

/**
 * Takes a file out of a case and tells it; the caller then forgets the file. Whoever does not work the case removes
 * only what he brought. Refuses `engine.attachment-not-found` (404) and `engine.attachment-not-yours` (403).
 */
export async function removeAttachment<S extends CaseShape>(
  tx: Tx,
  context: Context,
  type: CaseType<S>,
  caseId: string,
  { fileId, mayWork }: { readonly fileId: string; readonly mayWork: boolean },
): Promise<void> {
  const attachment = await readAttachment(tx, context, type, caseId, fileId)
  if (!mayWork && attachment.addedBy !== context.actor.id) throw caseworkRefusals.attachmentNotYours()
  await tx.run(sql`
    delete from engine.case_attachment
    where tenant_id = ${context.tenantId} and case_id = ${caseId} and file_id = ${fileId}`)
  await tell(tx, context, type, caseId, attachment, 'removed')
}

async function readAttachment<S extends CaseShape>(
  tx: Tx,
  context: Context,
  type: CaseType<S>,
  caseId: string,
  fileId: string,
): Promise<CaseAttachment> {
  const found = (await attachmentsOf(tx, context, type, caseId)).find((each) => each.fileId === fileId)
  if (!found) throw caseworkRefusals.attachmentNotFound({ id: fileId })
  return found
}

async function tell(
  tx: Tx,
  context: Context,
  { kind }: CaseType,
  caseId: string,
  { fileId, name, internal }: CaseAttachment,
  change: 'added' | 'removed',
): Promise<void> {
  await appendEntry(tx, context, { kind, caseId }, { kind: 'file', data: { fileId, name, change }, internal })
}
