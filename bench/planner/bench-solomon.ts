import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { planNow, readProblem } from '#domains/field'
import { violationsOf } from '../../test/planner/checker.ts'
import { solomonProblem } from './solomon.ts'

/** The 56 instances of Solomon against the best known distances, one thread. */
export function benchSolomon(folder: string, cpuSeconds: number, seed: number, only?: readonly string[]): void {
  const best = bestKnown(folder)
  const gaps = new Map<string, number>()
  for (const [name, distance] of best) {
    if (only && !only.includes(name)) continue
    const given = solomonProblem(join(folder, `${name}.txt`))
    const plan = planNow(readProblem(given), { cpuSeconds, seed })
    const broken = violationsOf(given, plan)
    if (broken.length > 0 || plan.summary.unassigned > 0) throw new Error(`${name}: ${broken.join('; ')}`)
    const gap = 100 * (plan.summary.cost / 10 / distance - 1)
    gaps.set(name, gap)
    console.error(
      `${name.padEnd(6)} ${(plan.summary.cost / 10).toFixed(1).padStart(8)} ${gap.toFixed(2).padStart(6)} %`,
    )
  }
  console.log(
    `\nSolomon, ${gaps.size} instances, ${cpuSeconds} CPU s each, seed ${seed}, one thread, distance (DIMACS)`,
  )
  for (const kind of ['C1', 'C2', 'R1', 'R2', 'RC1', 'RC2']) {
    const of = [...gaps].filter(([name]) => name.replace(/\d\d$/, '') === kind).map(([, gap]) => gap)
    if (of.length > 0) console.log(`  ${kind.padEnd(4)} ${mean(of).toFixed(2)} %`)
  }
  const all = [...gaps.values()]
  console.log(`  mean ${mean(all).toFixed(3)} %   worst ${Math.max(...all).toFixed(2)} %   0 violations`)
}

function bestKnown(folder: string): [string, number][] {
  const lines = readFileSync(join(folder, 'best-known-distance.csv'), 'utf8').trim().split('\n').slice(1)
  return lines.map((line) => [line.split(',')[0]!, Number(line.split(',')[1])])
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
