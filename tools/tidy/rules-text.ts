import { placeOf, ROOMS } from './rooms.ts'
import { lineOf, type Source, type Violation } from './source.ts'

interface TextRule {
  readonly pattern: RegExp
  readonly allowedIn: RegExp
  readonly message: string
}

const RULES: readonly TextRule[] = [
  {
    pattern: /\bprocess\.env\b/g,
    allowedIn: /^app\/config\.ts$/,
    message: 'settings are read in app/config.ts only: take this as a parameter',
  },
  {
    pattern: /\bDate\.now\(\)|\bnew Date\(\)|\bTemporal\.Now\b/g,
    allowedIn: /^(engine\/kernel\/clock\.ts|kit\/data\/now\.ts)$/,
    message:
      'the time is read by `clock` of #engine/kernel (in the browser by kit/data/now): a test must be able to freeze it',
  },
]

/** Rules about words in the code of the rooms; tests and tools are free of them. */
export function checkText(source: Source): Violation[] {
  if (!ROOMS.includes(placeOf(source.path).room as never) || /\.test\.tsx?$/.test(source.path)) return []
  const found = RULES.flatMap(({ pattern, allowedIn, message }) =>
    allowedIn.test(source.path)
      ? []
      : [...source.code.matchAll(pattern)].map(({ index }) => ({
          path: source.path,
          line: lineOf(source, index),
          message,
        })),
  )
  const byDefault = source.hasDefaultExport && !source.path.startsWith('app/web/')
  return byDefault
    ? [...found, { path: source.path, line: 1, message: 'no default exports: a name should be the same everywhere' }]
    : found
}

/** SQL may touch its own schema and the engine's; other domains are asked through their doors. */
export function checkSql(path: string, text: string, schemas: readonly string[]): Violation[] {
  const { room, module } = placeOf(path)
  if (!ROOMS.includes(room as never) || room === 'app') return []
  const own = room === 'engine' ? 'engine' : module
  return schemas
    .filter((schema) => schema !== own && schema !== 'engine')
    .flatMap((schema) => {
      const pattern = new RegExp(`\\b(?:from|join|into|update|table|references|on)\\s+${schema}\\.[a-z_]+`, 'gi')
      return [...text.matchAll(pattern)].map(({ index }) => ({
        path,
        line: text.slice(0, index).split('\n').length,
        message: `SQL of ${own} must not touch the schema of ${schema}: ask #domains/${schema} or react to its events`,
      }))
    })
}
