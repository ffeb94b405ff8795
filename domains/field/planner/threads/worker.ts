import { parentPort, workerData } from 'node:worker_threads'
import { clock } from '#engine/kernel'
import { solve } from '../search/solve.ts'
import type { Assignment, Report } from './threads.ts'

/** One searching thread: it is given a model, tells how it goes, and ends with the best it has found. */
const REPORT_EVERY_MS = 500

const { model, seed, budget, stop } = workerData as Assignment
const send = (report: Report): void => parentPort!.postMessage(report)
let toldAt = clock.ms()

const outcome = solve(model, {
  seed,
  budget,
  stop: () => Atomics.load(stop, 0) === 1,
  onProgress(progress) {
    if (clock.ms() - toldAt < REPORT_EVERY_MS) return
    toldAt = clock.ms()
    send({ progress })
  },
})
send({ outcome })
