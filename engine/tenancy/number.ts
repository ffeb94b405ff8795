import type { Context } from '#engine/kernel'
import { sql, type Tx } from '#engine/store'
import type { RawBuilder } from 'kysely'

/**
 * Numbers without gaps, `INC-2026-000123`. The row of a series is locked until the transaction ends, so a number
 * that was rolled back is given again; take it as late as possible, because others of the series wait meanwhile.
 */
const DIGITS_MIN = 6

/** The next number of a series in a year; counts from 1. */
export async function nextNumber(
  tx: Tx,
  context: Pick<Context, 'tenantId'>,
  series: string,
  year: number,
): Promise<string> {
  const { last } = await tx.one(sql<{ last: number }>`
    insert into engine.number_series as s (tenant_id, series, year, last)
    values (${context.tenantId}, ${series}, ${year}, 1)
    on conflict (tenant_id, series, year) do update set last = s.last + 1
    returning last`)
  return formatNumber(series, year, last)
}

export function formatNumber(series: string, year: number, last: number): string {
  return `${series}-${year}-${String(last).padStart(DIGITS_MIN, '0')}`
}

/**
 * The same as part of a larger statement, for work that cannot spare a round trip: a query that answers one row
 * with the column `number`, or none when `condition` is false. The year is that of `at` (RFC 3339) in the tenant's zone.
 */
export function takeNumber(
  context: Pick<Context, 'tenantId'>,
  series: string,
  at: string,
  condition: RawBuilder<boolean> = sql<boolean>`true`,
): RawBuilder<{ number: string }> {
  return sql<{ number: string }>`
    insert into engine.number_series as s (tenant_id, series, year, last)
    select t.tenant_id, ${series}, extract(year from ${at}::timestamptz at time zone t.zone)::int, 1
    from engine.tenant t where t.tenant_id = ${context.tenantId} and ${condition}
    on conflict (tenant_id, series, year) do update set last = s.last + 1
    returning series || '-' || year || '-'
      || lpad(last::text, greatest(${DIGITS_MIN}::int, length(last::text)), '0') as number`
}
