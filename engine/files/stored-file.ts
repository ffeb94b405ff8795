import { clock, newId, type Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'

export interface StoredFile {
  readonly id: string
  readonly name: string
  readonly mediaType: string
  readonly sizeBytes: number
  readonly sha256: string
  readonly purpose: string
  /** Of pictures, in pixels. */
  readonly width: number | null
  readonly height: number | null
  /** Id of the actor who brought it. */
  readonly createdBy: string
  readonly createdAt: string
}

export type NewFile = Omit<StoredFile, 'id' | 'createdBy' | 'createdAt'> & { readonly source: string | null }

const COLUMNS =
  sql.raw(`f.id, f.name, f.media_type as "mediaType", f.size_bytes::float8 as "sizeBytes", f.sha256, f.purpose,
  f.width, f.height, f.created_by as "createdBy", f.created_at as "createdAt"`)

/** A customer's user sees only what they brought themselves; all else reaches them by signed links. */
export function findFile(tx: Tx, context: Viewer, id: string): Promise<StoredFile | undefined> {
  const owner = context.actor?.customerId === undefined ? null : context.actor.id
  return tx.find(sql<StoredFile>`
    select ${COLUMNS} from engine.file f
    where f.tenant_id = ${context.tenantId} and f.id = ${id} and f.stored_at is not null
      and (${owner}::text is null or f.created_by = ${owner})`)
}

/** Who asks for a file; a signed link knows only the tenant. */
export type Viewer = Pick<Context, 'tenantId'> & Partial<Pick<Context, 'actor'>>

export function findBySource(tx: Tx, context: Viewer, source: string): Promise<StoredFile | undefined> {
  return tx.find(sql<StoredFile>`
    select ${COLUMNS} from engine.file f
    where f.tenant_id = ${context.tenantId} and f.source = ${source} and f.stored_at is not null`)
}

/**
 * Announces a file before its bytes go to the store, and answers its id. From here on the sweep leaves these bytes alone.
 * Undefined when another upload of the same source has already finished.
 */
export async function announceFile(tx: Tx, context: Context, file: NewFile): Promise<string | undefined> {
  await lockContent(tx, context.tenantId, file.sha256)
  const row = await tx.find(sql<{ id: string }>`
    insert into engine.file as f (tenant_id, id, name, media_type, size_bytes, sha256, purpose, width, height, source,
      created_by, created_at)
    values (${context.tenantId}, ${newId()}, ${file.name}, ${file.mediaType}, ${file.sizeBytes}, ${file.sha256},
      ${file.purpose}, ${file.width}, ${file.height}, ${file.source}, ${context.actor.id}, ${clock.date()})
    on conflict (tenant_id, source) do update set name = excluded.name, media_type = excluded.media_type,
      size_bytes = excluded.size_bytes, sha256 = excluded.sha256, width = excluded.width, height = excluded.height
      where f.stored_at is null
    returning id`)
  return row?.id
}

export async function finishFile(tx: Tx, context: Viewer, id: string, sha256: string): Promise<StoredFile> {
  return tx.one(sql<StoredFile>`
    update engine.file f set stored_at = coalesce(f.stored_at, ${clock.date()})
    where f.tenant_id = ${context.tenantId} and f.id = ${id} and f.sha256 = ${sha256} returning ${COLUMNS}`)
}

/** Forgets a file and answers the hash of its bytes; other files may still have the same. */
export async function forgetFile(tx: Tx, context: Viewer, id: string): Promise<string | undefined> {
  const row = await tx.find(sql<{ sha256: string }>`
    delete from engine.file where tenant_id = ${context.tenantId} and id = ${id} returning sha256`)
  return row?.sha256
}

/** Forgets uploads that never finished and answers their hashes. */
export async function forgetUnfinished(tx: Tx, context: Viewer, before: Date): Promise<string[]> {
  const rows = await tx.all(sql<{ sha256: string }>`
    delete from engine.file where tenant_id = ${context.tenantId} and stored_at is null and created_at < ${before}
    returning sha256`)
  return rows.map(({ sha256 }) => sha256)
}

export async function isContentUsed(tx: Tx, context: Viewer, sha256: string): Promise<boolean> {
  const { used } = await tx.one(sql<{ used: boolean }>`
    select exists (select from engine.file where tenant_id = ${context.tenantId} and sha256 = ${sha256}) as used`)
  return used
}

/** Until the end of the transaction nobody else announces or sweeps these bytes. */
export async function lockContent(tx: Tx, tenantId: string, sha256: string): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${`facet file ${tenantId} ${sha256}`}, 0))`)
}
