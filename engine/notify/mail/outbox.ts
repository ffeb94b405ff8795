import type { Context, Page } from '#engine/kernel'
import { enqueue } from '#engine/jobs'
import { beyond, sql, toPage, type Database } from '#engine/store'
import { notifyRefusals } from '../errors.ts'
import { deliverMail } from './send-mail.ts'

export type MailState = 'waiting' | 'sent' | 'failed' | 'not-configured'

export interface MailLine {
  readonly id: string
  readonly recipient: string
  readonly subject: string
  readonly state: MailState
  readonly attempts: number
  readonly lastError: string | null
  readonly createdAt: string
  readonly sentAt: string | null
}

/** Every mail of the tenant and what became of it, newest first. */
export function listMails(
  database: Database,
  context: Context,
  { state, limit, after }: { state?: MailState | undefined; limit: number; after?: string | undefined },
): Promise<Page<MailLine>> {
  return database.withTenant(context, async (tx) => {
    const rows = await tx.all(sql<MailLine>`
      select id, recipient, subject, state, attempts, last_error as "lastError", created_at as "createdAt",
        sent_at as "sentAt"
      from engine.mail_out
      where (${state ?? null}::text is null or state = ${state ?? null}) and ${beyond(['id'], after, 'desc')}
      order by id desc limit ${limit + 1}`)
    return toPage(rows, limit, ({ id }) => [id])
  })
}

/** Gives a mail that did not get out another round of attempts. */
export async function resendMail(database: Database, context: Context, id: string): Promise<void> {
  await database.withTenant(context, async (tx) => {
    const mail = await tx.find(sql<{ state: MailState }>`
      select state from engine.mail_out where tenant_id = ${context.tenantId} and id = ${id} for update`)
    if (!mail) throw notifyRefusals.mailNotFound()
    if (mail.state === 'sent') throw notifyRefusals.mailAlreadySent()
    await tx.run(sql`
      update engine.mail_out set state = 'waiting', attempts = 0
      where tenant_id = ${context.tenantId} and id = ${id}`)
    await enqueue(tx, context, deliverMail, { mailId: id }, { key: `mail:${id}` })
  })
}
