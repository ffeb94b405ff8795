import { spawn } from 'node:child_process'

/** One named step of a check: a program with its arguments; its output is shown only when it fails. */
export interface Step {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
}

export interface StepResult {
  readonly step: Step
  readonly passed: boolean
  readonly output: string
  readonly seconds: number
}

export async function runStep(step: Step): Promise<StepResult> {
  const began = performance.now()
  const child = spawn(step.command, step.args, { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const code = await new Promise<number | null>((resolve) => {
    child.once('error', (error) => {
      output += error.message
      resolve(1)
    })
    child.once('close', resolve)
  })
  return { step, passed: code === 0, output, seconds: (performance.now() - began) / 1000 }
}

/** Runs steps, at most two at a time, and prints a line for each; the output of those that failed follows. */
export async function runSteps(steps: readonly Step[]): Promise<StepResult[]> {
  const waiting = [...steps]
  const results: StepResult[] = []
  const lane = async (): Promise<void> => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const result = await runStep(step)
      results.push(result)
      console.log(`${result.passed ? '✓' : '✗'} ${step.name} ${result.seconds.toFixed(1)} s`)
    }
  }
  await Promise.all([lane(), lane()])
  for (const { step, passed, output } of results) if (!passed) console.log(`\n── ${step.name}\n${output.trim()}\n`)
  return results
}
