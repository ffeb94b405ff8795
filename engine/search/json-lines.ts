import { rename, rm, writeFile } from 'node:fs/promises'
import type { z } from 'zod'
import { invalidInput, type Problem } from '#engine/kernel'

/**
 * Reads JSON Lines strictly: one object a line, every problem with its place (`/line/12/text`, lines
 * counted from 1). Blank lines are allowed only at the end. `unique` names a field no two lines may share.
 */
export function parseJsonLines<T extends object>(
  source: string,
  line: z.ZodType<T>,
  options: { readonly file: string; readonly unique?: keyof T & string },
): T[] {
  const lines = source.replace(/\s+$/, '').split('\n')
  if (lines.length === 1 && lines[0] === '') throw refused(options.file, [{ path: '', message: 'is empty' }])
  const problems: Problem[] = []
  const values = lines.map((text, index) => parseLine(text, index + 1, line, problems))
  if (options.unique) problems.push(...repeated(values, options.unique))
  if (problems.length > 0) throw refused(options.file, problems)
  return values as T[]
}

/** Writes all lines or nothing: the file appears under its name only when it is whole. */
export async function writeJsonLines(file: string, values: Iterable<unknown>): Promise<void> {
  const draft = `${file}.${process.pid}.part`
  try {
    await writeFile(draft, Array.from(values, (value) => `${JSON.stringify(value)}\n`).join(''))
    await rename(draft, file)
  } catch (error) {
    await rm(draft, { force: true })
    const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message
    throw invalidInput([{ path: '', message: `${file} cannot be written: ${reason}` }])
  }
}

function parseLine<T>(text: string, number: number, schema: z.ZodType<T>, problems: Problem[]): T | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    problems.push({ path: `/line/${number}`, message: 'is not JSON' })
    return undefined
  }
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues) {
    problems.push({ path: ['/line', number, ...issue.path].join('/'), message: issue.message })
  }
  return undefined
}

function repeated<T extends object>(values: readonly (T | undefined)[], field: keyof T & string): Problem[] {
  const firstLine = new Map<unknown, number>()
  return values.flatMap((value, index) => {
    if (value === undefined) return []
    const earlier = firstLine.get(value[field])
    if (earlier === undefined) firstLine.set(value[field], index + 1)
    return earlier === undefined
      ? []
      : [{ path: `/line/${index + 1}/${field}`, message: `is the same as in line ${earlier}` }]
  })
}

function refused(file: string, problems: readonly Problem[]) {
  return invalidInput(problems.map(({ path, message }) => ({ path: `${file}${path}`, message })))
}
