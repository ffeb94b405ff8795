import { EventEmitter } from 'node:events'
import { Logger, run, runMigrations, type TaskList, type WorkerEvents } from 'graphile-worker'
import { z } from 'zod'
import { systemContext } from '#engine/kernel'
import { openSessionLocks, startLoop } from '#engine/events'
import type { Database } from '#engine/store'
import type { JobHandler } from './define.ts'
import { startRescue } from './rescue.ts'
import { dueRounds, type Schedule } from './schedule.ts'

export interface Jobs {
  /** Waits for running jobs to end. */
  stop(): Promise<void>
}

export interface JobsSettings {
  readonly database: Database
  readonly handlers: readonly JobHandler[]
  readonly schedules: readonly Schedule[]
  readonly concurrency?: number
  /** Told of every attempt that failed. */
  readonly onFailure: (job: string, error: unknown) => void
}

/** How late a job or a round may be noticed when no notification came. */
const POLL_MS = 1000
const SCHEDULE_POLL_MS = 5000

const envelope = z.object({ tenantId: z.uuid(), traceId: z.string(), payload: z.unknown() })

/** Makes the queue's own tables; before Facet's own migrations, which refer to them. */
export async function migrateJobs(database: Database): Promise<void> {
  await runMigrations({ pgPool: database.pool('owner', 1), logger: silent })
}

export async function startJobs(settings: JobsSettings): Promise<Jobs> {
  const { database, handlers, schedules, concurrency = 4 } = settings
  const abort = new AbortController()
  const pool = database.pool('owner', concurrency + 2)
  const events: WorkerEvents = new EventEmitter()
  const made = new Promise<string>((resolve) => events.once('pool:create', ({ workerPool }) => resolve(workerPool.id)))
  const runner = await run({
    pgPool: pool,
    events,
    taskList: Object.fromEntries(handlers.map((handler) => [handler.name, taskOf(handler, abort.signal)])) as TaskList,
    noHandleSignals: true,
    logger: silent,
    preset: {
      worker: {
        concurrentJobs: concurrency,
        pollInterval: POLL_MS,
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0,
      },
    },
  })
  runner.events.on('job:error', ({ job, error }) => settings.onFailure(job.task_identifier, error))
  const locks = openSessionLocks(database)
  const rescue = startRescue(pool, locks, await made)
  const rounds = startLoop('schedules', SCHEDULE_POLL_MS, async () => {
    if (schedules.length === 0 || !(await locks.hold('schedules'))) return false
    for (const { schedule, context } of await dueRounds(database, schedules)) {
      await schedule.run(context).catch((error: unknown) => settings.onFailure(schedule.name, error))
    }
    return false
  })
  return {
    stop: async () => {
      abort.abort()
      await rounds.stop()
      await rescue.stop()
      await runner.stop()
      await locks.close()
    },
  }
}

function taskOf(handler: JobHandler, signal: AbortSignal): TaskList[string] {
  return async (raw) => {
    const { tenantId, traceId, payload } = envelope.parse(raw)
    await handler.run(handler.schema.parse(payload), systemContext(tenantId, handler.name, traceId), signal)
  }
}

const silent = new Logger(() => () => {})
