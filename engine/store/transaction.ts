import type { Duplex } from 'node:stream'
import type pg from 'pg'
import { compileQuery, type Query } from './query.ts'

/** An open transaction. Queries that are started together go to the server together. */
export interface Tx {
  /** All rows. */
  all<Row>(query: Query<Row>): Promise<Row[]>
  /** The only row; an assertion fails when there is none or more than one. */
  one<Row>(query: Query<Row>): Promise<Row>
  /** The first row, if any. */
  find<Row>(query: Query<Row>): Promise<Row | undefined>
  /** Runs a change and answers how many rows it touched. */
  run(query: Query<unknown>): Promise<number>
  /** Runs `effect` once this transaction is durable; never when it rolls back. */
  afterCommit(effect: () => void): void
}

/** Settings that PostgreSQL's policies read; set for this transaction only. */
export type TransactionSettings = Readonly<Record<string, string>>

/** Deadlock and serialization failure: PostgreSQL chose this transaction as the victim; it may simply run again. */
const TRANSIENT = new Set(['40001', '40P01'])
const ATTEMPTS_MAX = 4

export async function inTransaction<T>(
  pool: pg.Pool,
  settings: TransactionSettings,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attemptTransaction(pool, settings, work)
    } catch (error) {
      if (attempt === ATTEMPTS_MAX || !TRANSIENT.has(String((error as { code?: unknown }).code))) throw error
    }
  }
}

async function attemptTransaction<T>(
  pool: pg.Pool,
  settings: TransactionSettings,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  const send = sender(client)
  const effects: (() => void)[] = []
  let broken: Error | undefined
  try {
    // Not awaited: begin, the settings and the first query travel in one round trip. A failure shows at commit.
    send('begin').catch(ignore)
    for (const [name, value] of Object.entries(settings)) {
      send({ name: 'set', text: 'select set_config($1, $2, true)', values: [name, value] }).catch(ignore)
    }
    const result = await work(openTx(send, effects))
    const end = await client.query('commit')
    if (end.command !== 'COMMIT') throw new Error('The transaction was rolled back by a query that failed unnoticed')
    for (const effect of effects) effect()
    return result
  } catch (error) {
    broken = isConnectionFailure(error) ? error : undefined
    await client.query('rollback').catch(ignore)
    throw error
  } finally {
    client.release(broken)
  }
}

type Send = (query: string | pg.QueryConfig) => Promise<pg.QueryResult>

/** Whatever is started in one turn of the event loop leaves in one write: a write costs as much as a small query. */
function sender(client: pg.PoolClient): Send {
  const { stream } = (client as unknown as { connection: { stream: Duplex } }).connection
  let corked = false
  return (query) => {
    if (!corked) {
      corked = true
      stream.cork()
      process.nextTick(() => {
        corked = false
        stream.uncork()
      })
    }
    return client.query(query)
  }
}

function openTx(query: Send, effects: (() => void)[]): Tx {
  const send = <Row>(asked: Query<Row>): Promise<pg.QueryResult> => query(compileQuery(asked))
  return {
    all: async <Row>(query: Query<Row>) => (await send(query)).rows as Row[],
    one: async <Row>(query: Query<Row>) => {
      const { rows } = await send(query)
      if (rows.length !== 1) throw new Error(`One row was expected, ${rows.length} came`)
      return rows[0] as Row
    },
    find: async <Row>(query: Query<Row>) => (await send(query)).rows[0] as Row | undefined,
    run: async (query) => (await send(query)).rowCount ?? 0,
    afterCommit: (effect) => void effects.push(effect),
  }
}

/** An error without an SQLSTATE came from the connection, or from our own code, and not from a statement. */
function isConnectionFailure(error: unknown): error is Error {
  const code = (error as { code?: unknown }).code
  return error instanceof Error && typeof code === 'string' && (code.startsWith('E') || code.startsWith('08'))
}

function ignore(): void {}
