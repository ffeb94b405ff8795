/** Written by SQL, as a year of events would have left it; the figures are counted by the domain's own function. */
import { newId, type Context } from '#engine/kernel'
import { sql, type Database } from '#engine/store'
import { listInbox } from '../../domains/conversation/inbox/list.ts'

export const YEAR = '2026-01-01'
const AGENTS = 400
const CHANNELS = 4
const CUSTOMERS = 2000
const CONTACTS = 120_000
/** The newest of all are open: so many with an agent, waiting, with the bot. */
const OPEN = { active: 1600, queued: 250, bot: 150 }
const CHUNK = 20_000

export interface DeskSize {
  readonly conversations: number
  readonly messagesEach: number
}

export interface LargeDesk {
  readonly agentIds: readonly string[]
  readonly channelIds: readonly string[]
  readonly customerIds: readonly string[]
  readonly conversationIds: readonly string[]
  /** Positions of pages far down in the list of closed conversations. */
  readonly deepCursors: readonly string[]
  readonly gigabytes: number
}

export async function fillDesk(database: Database, context: Context, size: DeskSize): Promise<LargeDesk> {
  const run = (text: string) => database.withTenant(context, (tx) => tx.run(sql.raw(text)))
  const desk = writer(context.tenantId, size)
  for (const text of desk.people()) await run(text)
  for (let from = 0; from < size.conversations; from += CHUNK) {
    const until = Math.min(from + CHUNK, size.conversations) - 1
    await run(desk.conversations(from, until))
    await run(desk.messages(from, until))
  }
  await run(desk.waiting())
  await run(`select conversation.roll_up_new('${context.tenantId}')`)
  await database.asOwner((tx) => tx.run(sql`analyze`))

  const ids = (kind: Kind, from: number, until: number) =>
    database.withTenant(context, async (tx) => {
      const made = sql.raw<{ id: string }>(
        `select ${desk.id(kind, 'n')} as id from generate_series(${from}, ${until}) n`,
      )
      return (await tx.all(made)).map(({ id }) => id)
    })
  const { bytes } = await database.withTenant(context, (tx) =>
    tx.one(sql<{ bytes: number }>`select pg_database_size(current_database())::float8 as bytes`),
  )
  return {
    agentIds: await ids('agent', 0, AGENTS - 1),
    channelIds: await ids('channel', 1, CHANNELS),
    customerIds: await ids('customer', 0, CUSTOMERS - 1),
    conversationIds: await ids('conversation', 0, size.conversations - 1),
    deepCursors: await cursorsOf(database, context),
    gigabytes: bytes / 1e9,
  }
}

type Kind = 'agent' | 'channel' | 'contact' | 'customer' | 'conversation'

/** The statements that write the desk; what is the nth of a kind follows from n. */
function writer(tenantId: string, { conversations, messagesEach }: DeskSize) {
  const tenant = `'${tenantId}'::uuid`
  const queueId = `'${newId()}'::uuid`
  const id = (kind: Kind, n: string): string =>
    `(substr(md5('${tenantId}${kind}'), 1, 24) || lpad(to_hex(${n}), 8, '0'))::uuid`
  const channelOf = (n: string): string => id('channel', `1 + (${n}) % ${CHANNELS}`)
  const began = `'${YEAR}'::timestamptz + n * (interval '365 days' / ${conversations})`
  const age = `(${conversations - 1} - n)`
  const waiting = OPEN.active + OPEN.queued
  const status = `case when ${age} < ${OPEN.active} then 'active' when ${age} < ${waiting} then 'queued'
    when ${age} < ${waiting + OPEN.bot} then 'bot' else 'closed' end`
  return {
    id,
    people: () => [
      `insert into conversation.queue (tenant_id, queue_id, name) values (${tenant}, ${queueId}, 'IT')`,
      `insert into conversation.channel (tenant_id, channel_id, kind, name)
        select ${tenant}, ${id('channel', 'n')}, 'web', 'Channel ' || n from generate_series(1, ${CHANNELS}) n`,
      `insert into conversation.contact (tenant_id, contact_id, channel_id, external_id, name, customer_id, created_at)
        select ${tenant}, ${id('contact', 'n')}, ${channelOf('n')}, 'customer-' || n, '客户 ' || n,
          ${id('customer', `n % ${CUSTOMERS}`)}, '${YEAR}' from generate_series(0, ${CONTACTS - 1}) n`,
    ],
    /** Every other conversation was the bot's alone; a third was rated. */
    conversations: (from: number, until: number) => `
      insert into conversation.conversation (tenant_id, conversation_id, channel_id, contact_id, status, queue_id,
        agent_id, tags, last_seq, last_text, last_author, last_message_at, opened_at, queued_at, accepted_at,
        first_response_at, closed_at, closed_by, close_reason, queue_seconds, handling_seconds, response_count,
        response_seconds, customer_messages, agent_messages, bot_messages, bot_answers, survey_sent_at, rating,
        rated_at, reply_due_at)
      select ${tenant}, ${id('conversation', 'n')}, ${channelOf('k')}, ${id('contact', 'k')}, status, ${queueId},
        case when status = 'active' or (status = 'closed' and human) then ${id('agent', `n % ${AGENTS}`)} end,
        case when n % 5000 = 0 then '{rare}'::text[] when n % 3 = 0 then '{vpn,network}' else '{}' end,
        ${messagesEach}, '打印机连不上了，帮我看看', 'customer', began + interval '9 minutes', began,
        case when human then began + interval '1 minute' end, case when human then began + interval '2 minutes' end,
        case when human then began + interval '3 minutes' end, ended,
        case when ended is not null then 'agent' end, case when ended is not null then 'resolved' end,
        60, 480, 9, 300, ${messagesEach / 2}, case when human then ${messagesEach / 2} else 0 end,
        case when human then 0 else ${messagesEach / 2} end, (not human)::int, ended,
        case when ended is not null and n % 3 = 0 then 3 + n % 2 * 2 end, case when n % 3 = 0 then ended end,
        case when status = 'active' then began + interval '12 minutes' else 'infinity' end
      from (select *, case when status = 'closed' then began + interval '10 minutes' end as ended from (
        select n, n % ${CONTACTS} as k, n % 2 = 1 as human, ${status} as status, ${began} as began
        from generate_series(${from}, ${until}) n) as told) as made`,
    messages: (from: number, until: number) => `
      insert into conversation.message (tenant_id, conversation_id, seq, channel_id, source_id, author_kind,
        author_name, type, content, text, sent_at, created_at)
      select ${tenant}, ${id('conversation', 'n')}, s, ${channelOf(`n % ${CONTACTS}`)}, n || '-' || s,
        case when s % 2 = 1 then 'customer' when n % 2 = 1 then 'agent' else 'bot' end, '王敏', 'text',
        jsonb_build_object('type', 'text', 'text', body), body, sent, sent
      from generate_series(${from}, ${until}) n, generate_series(1, ${messagesEach}) s, lateral (
        select '打印机连不上了，重启过还是不行，帮我看看 ' || (n * 31 + s) % 9973 as body,
          ${began} + s * interval '25 seconds' as sent) as said`,
    waiting: () => `
      insert into conversation.queue_item (tenant_id, conversation_id, queue_id, entered_at, rank_at)
      select tenant_id, conversation_id, queue_id, opened_at, opened_at from conversation.conversation
      where tenant_id = ${tenant} and status = 'queued'`,
  }
}

async function cursorsOf(database: Database, context: Context): Promise<string[]> {
  const cursors: string[] = []
  for (let page = 0, after: string | undefined; page < 40; page++) {
    const query = { view: 'closed', limit: 200, ...(after === undefined ? {} : { after }) } as const
    const { next } = await database.withTenant(context, (tx) => listInbox(tx, context, query))
    if (next === null) break
    cursors.push(next)
    after = next
  }
  return cursors
}
