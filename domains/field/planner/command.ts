import { UsageError, type Command, type CommandCall } from '#engine/cli'
import { readProblem } from './input/read.ts'
import { compile } from './model/compile.ts'
import { solutionOf } from './plan/solution.ts'
import { solve } from './search/solve.ts'

/** `facet plan`: VROOM JSON in, VROOM JSON out. */
export const planCommand: Command = {
  usage: 'facet plan <problem.json|-> [--seconds 10] [--iterations N] [--threads 1] [--seed 1]',
  options: {
    seconds: { type: 'string' },
    iterations: { type: 'string' },
    threads: { type: 'string' },
    seed: { type: 'string' },
  },
  async run(call) {
    const [file, ...more] = call.positionals
    if (file === undefined || more.length > 0) throw new UsageError('give one problem file, or - for standard input')
    const iterations = numberOption(call, 'iterations', Number.NaN)
    const budget = Number.isNaN(iterations) ? { seconds: numberOption(call, 'seconds', 10) } : { iterations }
    const seed = numberOption(call, 'seed', 1)
    const problem = readProblem(await call.readJson(file))
    const model = compile(problem)
    return solutionOf(problem, model, solve(model, { seed, budget, stop: () => call.signal.aborted }))
  },
}

function numberOption(call: CommandCall, name: string, otherwise: number): number {
  const text = call.values[name]
  if (text === undefined) return otherwise
  const number = Number(text)
  if (!Number.isFinite(number) || number < 0) throw new UsageError(`--${name} must be a number that is not negative`)
  return number
}
