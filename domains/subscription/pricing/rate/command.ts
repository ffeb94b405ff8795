import { UsageError, type Command } from '#engine/cli'
import { invalidInput, Refusal, type Problem } from '#engine/kernel'
import { z } from 'zod'
import { problemsOf } from '../fields.ts'
import { rateCase, type RatedCase } from './case.ts'

const casesSchema = z.strictObject({ cases: z.array(z.unknown()) })

/** `facet rate cases.json`: prices each case by itself; the format is in docs/integrate/rate.md. */
export const rateCommand: Command = {
  usage: 'facet rate <cases.json|->',

  async run(call) {
    const [file, ...rest] = call.positionals
    if (file === undefined || rest.length > 0) throw new UsageError('name one file, or - for standard input')
    return { results: rateCases(await call.readJson(file)) }
  },
}

/** Rates every case, or refuses them all with every problem of every case. */
export function rateCases(input: unknown): RatedCase[] {
  const read = casesSchema.safeParse(input)
  if (!read.success) throw invalidInput(problemsOf(read.error))
  const results: RatedCase[] = []
  const problems: Problem[] = repeatedIds(read.data.cases)
  for (const [index, given] of read.data.cases.entries()) {
    try {
      results.push(rateCase(given, `/cases/${index}`))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      problems.push(...error.problems)
    }
  }
  if (problems.length > 0) throw invalidInput(problems)
  return results
}

function repeatedIds(cases: readonly unknown[]): Problem[] {
  const first = new Map<unknown, number>()
  return cases.flatMap((given, index) => {
    const id = (given as { id?: unknown } | null)?.id
    const before = first.get(id)
    if (before === undefined) first.set(id, index)
    if (id === undefined || before === undefined) return []
    return [{ path: `/cases/${index}/id`, message: `is the same as /cases/${before}/id` }]
  })
}
