import { clock, newId, type Context } from '#engine/kernel'
import { addAttachment, attachmentsOf, removeAttachment, type CaseAttachment } from '#engine/casework'
import type { FileService, Upload } from '#engine/files'
import type { Database, Tx } from '#engine/store'
import type { DeskRoom } from './room.ts'

/** Files of incidents and problems: kept by the engine, shown by links, told in the history. */

export interface AttachmentParts {
  readonly database: Database
  readonly files: Pick<FileService, 'keep' | 'link' | 'remove'>
}

/** As it is shown: with addresses that open it for whoever is shown them, the customer too. */
export interface ShownAttachment extends Omit<CaseAttachment, 'addedBy'> {
  readonly url: string
  readonly thumbnailUrl: string | null
  readonly mayRemove: boolean
}

export type Brought = Pick<Upload, 'name' | 'content'>

export async function listAttachments(
  parts: AttachmentParts,
  context: Context,
  room: DeskRoom,
  caseId: string,
): Promise<ShownAttachment[]> {
  const attachments = await parts.database.withTenant(context, (tx) => attachmentsOf(tx, context, room.type, caseId))
  return attachments.map((attachment) => shown(parts, context, room, attachment))
}

/** Asks for the case first: nobody uploads to what is not there for him. */
export async function attach(
  parts: AttachmentParts,
  context: Context,
  room: DeskRoom,
  caseId: string,
  { internal, brought }: { internal: boolean; brought: () => Promise<Brought> },
): Promise<ShownAttachment> {
  const inside = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => parts.database.withTenant(context, work)
  await inside((tx) => attachmentsOf(tx, context, room.type, caseId))
  const source = `case:${caseId}:${newId()}`
  const { id: fileId } = await parts.files.keep(context, { ...(await brought()), purpose: 'attachment', source })
  const added = await inside(async (tx) => {
    const attachment = await addAttachment(tx, context, room.type, caseId, { fileId, internal })
    await room.tell(tx, context, caseId, 'file')
    return attachment
  })
  return shown(parts, context, room, added)
}

/** The file goes with it: it was brought for this case alone. */
export async function detach(
  parts: AttachmentParts,
  context: Context,
  room: DeskRoom,
  caseId: string,
  fileId: string,
): Promise<void> {
  await parts.database.withTenant(context, async (tx) => {
    await removeAttachment(tx, context, room.type, caseId, { fileId, mayWork: room.mayWork(context) })
    await room.tell(tx, context, caseId, 'file')
  })
  await parts.files.remove(context, fileId)
}

function shown(
  { files }: AttachmentParts,
  context: Context,
  room: DeskRoom,
  { addedBy, ...attachment }: CaseAttachment,
): ShownAttachment {
  const url = files.link(context, attachment.fileId, linkSeconds())
  const thumbnailUrl = attachment.width === null ? null : `${url}?size=320`
  return { ...attachment, url, thumbnailUrl, mayRemove: addedBy === context.actor.id || room.mayWork(context) }
}

const HOUR_SECONDS = 3600

/** To the end of the next full hour: the address stays the same meanwhile, so that browsers keep the picture. */
function linkSeconds(): number {
  return 2 * HOUR_SECONDS - (Math.ceil(clock.ms() / 1000) % HOUR_SECONDS)
}
