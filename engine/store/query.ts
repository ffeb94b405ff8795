import { createHash } from 'node:crypto'
import { createQueryId, PostgresQueryCompiler, type Expression, type RootOperationNode } from 'kysely'

/**
 * A typed query: Kysely's `sql` template or one of its builders. Kysely only compiles here; it never runs anything.
 * `sql<{ id: string }>\`select id from desk.incident where number = ${number}\``
 */
export type Query<Row> = Expression<Row>

export interface CompiledStatement {
  /** Same text, same name: PostgreSQL parses and plans it once per connection. */
  readonly name: string
  readonly text: string
  readonly values: unknown[]
}

const compiler = new PostgresQueryCompiler()
const names = new Map<string, string>()
/** Texts beyond this many are not prepared: they are made by hand-written dynamic filters, each used rarely. */
const PREPARED_TEXTS_MAX = 2000

export function compileQuery(query: Query<unknown>): CompiledStatement {
  const { sql: text, parameters } = compiler.compileQuery(query.toOperationNode() as RootOperationNode, createQueryId())
  return { name: nameOf(text), text, values: parameters as unknown[] }
}

function nameOf(text: string): string {
  const known = names.get(text)
  if (known !== undefined) return known
  if (names.size >= PREPARED_TEXTS_MAX) return ''
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 22)
  names.set(text, name)
  return name
}
