import pg from 'pg'
import { newId } from '#engine/kernel'
import { compileQuery, type Query, type Tx } from '#engine/store'
import { recordIncident } from '#domains/desk'
import type { BenchWorld } from './bench-world.ts'

interface Statement {
  readonly name: string
  readonly text: string
  readonly values: readonly unknown[]
}

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g

/** The very statements that opening an incident sends, recorded once and then sent by plain awaited `pg`. */
export async function bareIncidents({ database, context }: BenchWorld) {
  const statements = await recordStatements(database, context)
  const { settings } = database
  const pool = new pg.Pool({ ...settings, max: 16, options: '-c timezone=UTC -c role=facet_app' })
  pool.on('error', () => {})
  return {
    create: async (): Promise<void> => {
      const fresh = new Map([[context.tenantId, context.tenantId]])
      const client = await pool.connect()
      try {
        await client.query('begin')
        await client.query({
          name: 'set',
          text: `select set_config('facet.tenant', $1, true)`,
          values: [context.tenantId],
        })
        for (const { name, text, values } of statements) {
          await client.query({ name, text, values: values.map((value) => renewed(value, fresh)) })
        }
        await client.query('commit')
      } finally {
        client.release()
      }
    },
    close: () => pool.end(),
  }
}

async function recordStatements(
  database: BenchWorld['database'],
  context: BenchWorld['context'],
): Promise<Statement[]> {
  const statements: Statement[] = []
  await database.withTenant(context, async (tx) => {
    const recording = <Row>(query: Query<Row>): Query<Row> => {
      statements.push(compileQuery(query))
      return query
    }
    const recorder: Tx = {
      all: (query) => tx.all(recording(query)),
      one: (query) => tx.one(recording(query)),
      find: (query) => tx.find(recording(query)),
      run: (query) => tx.run(recording(query)),
      afterCommit: (effect) => tx.afterCommit(effect),
    }
    await recordIncident(recorder, context, {
      subject: 'Outlook keeps asking for the password',
      priority: 'p3',
      serial: newId(),
    })
  })
  return statements
}

/** Every id of the recording gets a new one, the same for each place where it stands. */
function renewed(value: unknown, fresh: Map<string, string>): unknown {
  if (Array.isArray(value)) return value.map((each) => renewed(each, fresh))
  if (typeof value !== 'string') return value
  return value.replace(UUID, (id) => {
    const known = fresh.get(id) ?? newId()
    fresh.set(id, known)
    return known
  })
}
