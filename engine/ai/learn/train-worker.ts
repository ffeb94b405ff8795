import { parentPort, workerData } from 'node:worker_threads'
import { trainModel, type Example } from './model.ts'

/** Trains away from the thread that serves people; posts progress lines, then the model. */
const port = parentPort
if (!port) throw new Error('train-worker runs as a worker thread')
const state = trainModel(workerData as readonly Example[], (line) => port.postMessage({ progress: line }))
port.postMessage({ state })
