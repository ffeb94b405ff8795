import { clock, invalidInput, type Context, type Problem } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import { findAgreementByName } from '../agreement/agreements.ts'

/** One measured use. `(source, id)` names it for ever: whatever comes again under the same name changes nothing. */
export interface UsageEvent {
  readonly source: string
  readonly id: string
  /** The agreement's number or id. */
  readonly subject: string
  readonly meter: string
  /** RFC 3339. */
  readonly at: string
  /** Decimal text; absent for meters that only count. */
  readonly value?: string | undefined
  readonly properties?: Readonly<Record<string, string | number | boolean>> | undefined
}

/** Stores usage and answers how much of it was new; unknown subjects refuse the whole batch, each with its place. */
export async function recordUsage(
  tx: Tx,
  context: Context,
  events: readonly UsageEvent[],
): Promise<{ added: number; repeated: number }> {
  const agreements = new Map<string, string>()
  const problems: Problem[] = []
  for (const [index, { subject }] of events.entries()) {
    if (agreements.has(subject)) continue
    const agreement = await findAgreementByName(tx, subject)
    if (agreement) agreements.set(subject, agreement.agreementId)
    else problems.push({ path: `/${index}/subject`, message: `"${subject}" is no agreement` })
  }
  if (problems.length > 0) throw invalidInput(problems)
  const added = await insertUsage(tx, context, events, agreements)
  return { added, repeated: events.length - added }
}

function insertUsage(
  tx: Tx,
  context: Context,
  events: readonly UsageEvent[],
  agreements: ReadonlyMap<string, string>,
): Promise<number> {
  const column = <T>(read: (event: UsageEvent) => T): T[] => events.map(read)
  return tx.run(sql`
    insert into subscription.usage_event (tenant_id, source, id, agreement_id, meter, at, value, properties, received_at)
    select ${context.tenantId}, e.source, e.id, e.agreement_id, e.meter, e.at, e.value, e.properties, ${clock.date()}
    from unnest(${column(({ source }) => source)}::text[], ${column(({ id }) => id)}::text[],
      ${column(({ subject }) => agreements.get(subject)!)}::uuid[], ${column(({ meter }) => meter)}::text[],
      ${column(({ at }) => at)}::timestamptz[], ${column(({ value }) => value ?? null)}::numeric[],
      ${column(({ properties }) => JSON.stringify(properties ?? {}))}::jsonb[])
      as e (source, id, agreement_id, meter, at, value, properties)
    on conflict do nothing`)
}

export interface StoredUsage {
  readonly source: string
  readonly id: string
  readonly meter: string
  readonly at: string
  readonly value: string | null
  readonly properties: Readonly<Record<string, string | number | boolean>>
  readonly receivedAt: string
}

export function usageOf(tx: Tx, agreementId: string, until: string): Promise<StoredUsage[]> {
  return tx.all(sql<StoredUsage>`
    select source, id, meter, at, trim_scale(value)::text as value, properties, received_at as "receivedAt"
    from subscription.usage_event where agreement_id = ${agreementId} and at < ${until}::date + 1 order by at, source, id`)
}

/** The events behind an invoice line, by their names. */
export function usageByIds(tx: Tx, agreementId: string, ids: readonly string[]): Promise<StoredUsage[]> {
  return tx.all(sql<StoredUsage>`
    select source, id, meter, at, trim_scale(value)::text as value, properties, received_at as "receivedAt"
    from subscription.usage_event where agreement_id = ${agreementId} and id = any(${[...ids]}) order by at, source, id`)
}
