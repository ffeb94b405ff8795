import type { Attachment } from '../../thread/content.ts'
import type { MediaFile } from '../channel.ts'
import { withMailbox, type EmailConnection } from './connect.ts'
import { partPlaceOf } from './inbound.ts'
import { bytesOf, parseMail } from './mail/read-mail.ts'

/** Reads the mail again and takes the one part out; undefined when it has been deleted or numbered anew since. */
export async function fetchAttachment(
  { mediaId = '', name, mimeType }: Attachment,
  connection: EmailConnection,
): Promise<MediaFile | undefined> {
  const place = partPlaceOf(mediaId)
  if (!place) return undefined
  const source = await withMailbox(connection, async (client) => {
    const { uidValidity } = await client.mailboxOpen(place.folder, { readOnly: true })
    if (String(uidValidity) !== place.uidValidity) return undefined
    const fetched = await client.fetchOne(String(place.uid), { source: true }, { uid: true })
    return fetched ? fetched.source : undefined
  })
  const part = source && (await parseMail(source)).attachments[place.index]
  return part && { name, mimeType, body: bytesOf(part) }
}
