import { UsageError, type Command, type CommandCall } from '#engine/cli'
import { readProblem } from './input/read.ts'
import { planVisits } from './plan-visits.ts'
import type { Progress } from './search/solve.ts'

const THREADS_MAX = 64

/** `facet plan`: VROOM JSON in, VROOM JSON out. */
export const planCommand: Command = {
  usage: 'facet plan <problem.json|-> [--seconds 10] [--iterations N] [--cpu-seconds S] [--threads 1] [--seed 1]',
  options: {
    seconds: { type: 'string' },
    iterations: { type: 'string' },
    'cpu-seconds': { type: 'string' },
    threads: { type: 'string' },
    seed: { type: 'string' },
  },
  async run(call) {
    const [file, ...more] = call.positionals
    if (file === undefined || more.length > 0) throw new UsageError('give one problem file, or - for standard input')
    const seed = wholeOption(call, 'seed', 1, 0, 0xffffffff)
    const threads = wholeOption(call, 'threads', 1, 1, THREADS_MAX)
    const budget = budgetOf(call)
    const problem = readProblem(await call.readJson(file))
    const onProgress = (progress: Progress) => call.progress(tell(progress))
    return planVisits(problem, { ...budget, seed, threads, signal: call.signal, onProgress })
  },
}

/** `--iterations` before `--cpu-seconds` before `--seconds`; ten seconds of wall time when nothing is said. */
function budgetOf(call: CommandCall) {
  if (call.values.iterations !== undefined) return { iterations: wholeOption(call, 'iterations', 0, 0, 1e12) }
  if (call.values['cpu-seconds'] !== undefined) return { cpuSeconds: numberOption(call, 'cpu-seconds', 10) }
  return { seconds: numberOption(call, 'seconds', 10) }
}

function wholeOption(call: CommandCall, name: string, otherwise: number, least: number, most: number): number {
  const number = numberOption(call, name, otherwise)
  if (Number.isInteger(number) && number >= least && number <= most) return number
  throw new UsageError(`--${name} must be a whole number from ${least} to ${most}`)
}

function numberOption(call: CommandCall, name: string, otherwise: number): number {
  const text = call.values[name]
  if (text === undefined) return otherwise
  const number = text === '' ? Number.NaN : Number(text)
  if (Number.isFinite(number) && number >= 0) return number
  throw new UsageError(`--${name} must be a number that is not negative`)
}

function tell({ share, iterations, cost, unassigned }: Progress): string {
  const percent = `${Math.round(100 * share)} %`.padStart(5)
  return `${percent}  ${iterations} rounds  cost ${Math.round(cost)}  unassigned ${unassigned}`
}
