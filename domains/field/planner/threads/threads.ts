import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Model } from '../model/model.ts'
import type { Budget } from '../search/budget.ts'
import type { Outcome } from '../search/outcome.ts'
import type { Progress } from '../search/solve.ts'

export interface ThreadOptions {
  readonly threads: number
  readonly seed: number
  readonly budget: Budget
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: Progress) => void) | undefined
}

/** What a worker is started with; of the model only the travel tables are shared, the rest is copied. */
export interface Assignment {
  readonly model: Model
  readonly seed: number
  readonly budget: Budget
  /** Set to 1 to end the search. */
  readonly stop: Int32Array
}

export type Report = { readonly progress: Progress } | { readonly outcome: Outcome }

/** Searches on `threads` workers with neighbouring seeds; the cheapest outcome wins, the lowest seed among equals. */
export async function solveOnThreads(model: Model, options: ThreadOptions): Promise<Outcome> {
  const { threads, seed, budget, signal, onProgress } = options
  const stop = new Int32Array(new SharedArrayBuffer(4))
  const halt = () => Atomics.store(stop, 0, 1)
  if (signal?.aborted) halt()
  signal?.addEventListener('abort', halt)
  try {
    const outcomes = await Promise.all(
      Array.from({ length: threads }, (_, t) => {
        const assignment = { model, seed: seed + t, budget, stop }
        return searchOnWorker(assignment, t === 0 ? onProgress : undefined)
      }),
    )
    return outcomes.reduce((best, outcome) => (outcome.total < best.total ? outcome : best))
  } finally {
    signal?.removeEventListener('abort', halt)
  }
}

async function searchOnWorker(assignment: Assignment, onProgress: ThreadOptions['onProgress']): Promise<Outcome> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: assignment })
  let outcome: Outcome | undefined
  worker.on('message', (report: Report) => {
    if ('outcome' in report) outcome = report.outcome
    else onProgress?.(report.progress)
  })
  // `once` rejects when the worker fails first.
  const [code] = await once(worker, 'exit')
  if (!outcome) throw new Error(`a planning thread ended with code ${code} and no plan`)
  return outcome
}
