import { readFileSync } from 'node:fs'
import type { GivenProblem } from '../../test/planner/given.ts'

/** A Solomon file as a VROOM problem; each leg is trunc(10 · distance), so costs are tenths of a unit (DIMACS rule). */
export function solomonProblem(file: string): GivenProblem {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim())
  const [count, capacity] = numbers(lines[lines.findIndex((line) => line.startsWith('NUMBER')) + 1]!)
  const rows = lines.map(numbers).filter((row) => row.length === 7 && row.every(Number.isFinite))
  return customersProblem(rows, count!, capacity!)
}

/** Rows of `number, x, y, demand, ready, due, service`; the first is the depot. */
export function customersProblem(rows: readonly number[][], vehicles: number, capacity: number): GivenProblem {
  const durations = rows.map(([, x, y]) => rows.map(([, x2, y2]) => Math.trunc(10 * Math.hypot(x! - x2!, y! - y2!))))
  const [depot, ...customers] = rows
  const day = [10 * depot![4]!, 10 * depot![5]!] as const
  return {
    vehicles: Array.from({ length: vehicles }, (_, v) => ({
      id: v + 1,
      start_index: 0,
      end_index: 0,
      capacity: [capacity],
      time_window: day,
    })),
    jobs: customers.map(([id, , , demand, ready, due, service], c) => ({
      id: id!,
      location_index: c + 1,
      delivery: [demand!],
      service: 10 * service!,
      time_windows: [[10 * ready!, 10 * due!] as const],
    })),
    matrices: { car: { durations } },
  }
}

function numbers(line: string): number[] {
  return line.trim().split(/\s+/).map(Number)
}
