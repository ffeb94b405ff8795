import type { Context, Page } from '#engine/kernel'
import { sql, type Database } from '#engine/store'
import type { CaseRecord } from './case-record.ts'
import type { CaseType } from './case-type.ts'
import { RECORD } from './case-store.ts'
import { listOfKinds, type CaseQuery } from './list.ts'
import { mayTouch } from './scope.ts'

/** Questions over cases of several types, for search, walls and a person's work. Each domain asks for its own type itself. */
export interface Casework {
  readonly types: readonly CaseType[]
  typeOf(kind: string): CaseType
  find(context: Context, id: string): Promise<CaseRecord | undefined>
  /** The caller names the kinds that its user may read. */
  list(context: Context, kinds: readonly string[], query: CaseQuery): Promise<Page<CaseRecord>>
}

export interface CaseworkParts {
  readonly database: Database
  readonly types: readonly CaseType[]
}

/** Two types with one kind or one prefix are a programmer's error. */
export function createCasework({ database, types }: CaseworkParts): Casework {
  const byKind = new Map(types.map((type) => [type.kind, type]))
  const prefixes = new Set(types.map(({ prefix }) => prefix))
  if (byKind.size < types.length || prefixes.size < types.length) {
    throw new Error('Two case types have the same kind or prefix')
  }
  return {
    types,
    typeOf: (kind) => {
      const type = byKind.get(kind)
      if (!type) throw new Error(`There is no case type ${kind}`)
      return type
    },
    find: (context, id) =>
      database.withTenant(context, (tx) =>
        tx.find(sql<CaseRecord>`select ${RECORD} from engine.case c where ${mayTouch(context)} and c.id = ${id}`),
      ),
    list: (context, kinds, query) => database.withTenant(context, (tx) => listOfKinds(tx, context, kinds, query)),
  }
}
