import { sql, type Tx } from '#engine/store'

export interface HistoryPoint {
  readonly at: string
  readonly min: number
  readonly average: number
  readonly max: number
}

/** A key's values between two instants in at most about 400 steps, for a chart. */
export function readHistory(
  tx: Tx,
  deviceId: string,
  key: string,
  { from, to }: { from: string; to: string },
): Promise<HistoryPoint[]> {
  const stepSeconds = Math.max(60, Math.ceil((Date.parse(to) - Date.parse(from)) / 1000 / 400))
  return tx.all(sql<HistoryPoint>`
    select date_bin(make_interval(secs => ${stepSeconds}), at, ${from}::timestamptz) as at,
      min(value) as min, avg(value) as average, max(value) as max
    from fleet.telemetry
    where device_id = ${deviceId} and key = ${key} and at >= ${from}::timestamptz and at < ${to}::timestamptz
    group by 1 order by 1`)
}
