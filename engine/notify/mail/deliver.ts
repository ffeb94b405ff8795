import { clock, type Context } from '#engine/kernel'
import { emit } from '#engine/events'
import type { FileService } from '#engine/files'
import { sql, type Database, type Tx } from '#engine/store'
import { mailFailed } from '../events.ts'
import { MailRefused, type MailAttachment, type MailTransport } from './transport.ts'

/** With the queue's back-off about two hours; then a person has to look. */
const ATTEMPTS_MAX = 12

interface WaitingMail {
  readonly id: string
  readonly to: string
  readonly replyTo: string | null
  readonly subject: string
  readonly text: string
  readonly html: string | null
  readonly fileIds: readonly string[]
  readonly attempts: number
}

export interface MailParts {
  readonly database: Database
  readonly files: Pick<FileService, 'get' | 'open'>
  /** Absent when no mail server is configured: mails are kept and marked so. */
  readonly transport: MailTransport | undefined
}

/** One attempt at a waiting mail. Throws what another attempt may cure. */
export async function deliverWaitingMail(parts: MailParts, context: Context, mailId: string): Promise<void> {
  const { database, transport } = parts
  const mail = await database.withTenant(context, (tx) => findWaiting(tx, context, mailId))
  if (!mail) return
  if (!transport) return setState(database, context, mail, 'not-configured')
  try {
    const attachments = await openAttachments(parts, context, mail.fileIds)
    await transport.send({ ...mail, messageId: `<${mail.id}@facet>`, attachments })
  } catch (error) {
    const final = error instanceof MailRefused || mail.attempts + 1 >= ATTEMPTS_MAX
    await setState(database, context, mail, final ? 'failed' : 'waiting', (error as Error).message)
    if (!final) throw error
    return
  }
  await setState(database, context, mail, 'sent')
}

async function openAttachments(
  { files }: MailParts,
  context: Context,
  fileIds: readonly string[],
): Promise<MailAttachment[]> {
  return Promise.all(
    fileIds.map(async (id) => {
      const { name, mediaType } = await files.get(context, id)
      return { filename: name, contentType: mediaType, content: await files.open(context, id) }
    }),
  )
}

function findWaiting(tx: Tx, context: Context, mailId: string): Promise<WaitingMail | undefined> {
  return tx.find(sql<WaitingMail>`
    select id, recipient as to, reply_to as "replyTo", subject, body_text as text, body_html as html,
      file_ids as "fileIds", attempts
    from engine.mail_out where tenant_id = ${context.tenantId} and id = ${mailId} and state = 'waiting'`)
}

async function setState(
  database: Database,
  context: Context,
  mail: WaitingMail,
  state: 'sent' | 'failed' | 'waiting' | 'not-configured',
  error?: string,
): Promise<void> {
  const reason = error?.slice(0, 1000) ?? null
  await database.withTenant(context, async (tx) => {
    await tx.run(sql`
      update engine.mail_out set state = ${state}, last_error = ${reason},
        attempts = attempts + ${state === 'not-configured' ? 0 : 1}, sent_at = ${state === 'sent' ? clock.date() : null}
      where tenant_id = ${context.tenantId} and id = ${mail.id}`)
    if (state === 'failed') await emit(tx, context, mailFailed, { mailId: mail.id, reason: reason ?? '' })
  })
}
