import { z } from 'zod'
import { clock, newId, type Context } from '#engine/kernel'
import { defineJob, enqueue } from '#engine/jobs'
import { sql, type Tx } from '#engine/store'

export interface NewMail {
  readonly to: string
  readonly replyTo?: string
  readonly subject: string
  readonly text: string
  readonly html?: string
  /** Ids of kept files. */
  readonly fileIds?: readonly string[]
  /** Sending the same source again is harmless. */
  readonly source: string
}

export const deliverMail = defineJob('engine.deliver_mail', z.object({ mailId: z.uuid() }))

/** Puts a mail on its way in this transaction. It stays visible in the list of mails, whatever becomes of it. */
export async function sendMail(tx: Tx, context: Context, mail: NewMail): Promise<void> {
  const row = await tx.find(sql<{ id: string }>`
    insert into engine.mail_out (tenant_id, id, recipient, reply_to, subject, body_text, body_html, file_ids, source,
      state, created_at)
    values (${context.tenantId}, ${newId()}, ${oneLine(mail.to)}, ${mail.replyTo ?? null}, ${oneLine(mail.subject)},
      ${mail.text}, ${mail.html ?? null}, ${[...(mail.fileIds ?? [])]}::uuid[], ${mail.source}, 'waiting', ${clock.date()})
    on conflict (tenant_id, source) do nothing returning id`)
  if (row) await enqueue(tx, context, deliverMail, { mailId: row.id })
}

/** A line break in a header would begin another header. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
