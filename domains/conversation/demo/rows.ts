import { sql, type Tx } from '#engine/store'

export type Row = Readonly<Record<string, unknown>>

type Table =
  | 'contact'
  | 'conversation'
  | 'message'
  | 'acceptance'
  | 'bot_turn'
  | 'queue_item'
  | 'quality_setting'
  | 'follow_up_task'
  | 'review'

/** Writes all of them at once; a column that a row leaves out is null in it. */
export async function insert(tx: Tx, table: Table, rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return
  const name = sql.raw(`conversation.${table}`)
  const columns = sql.raw([...new Set(rows.flatMap((row) => Object.keys(row)))].join(', '))
  await tx.run(sql`
    insert into ${name} (${columns})
    select ${columns} from json_populate_recordset(null::${name}, ${JSON.stringify(rows)}::json)`)
}
