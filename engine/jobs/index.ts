/** Work for later: durable jobs put into the queue with the change that wants them, and rounds by the tenant's clock. */
export { cancelJob, defineJob, enqueue, handleJob, type JobHandler, type JobOptions, type JobType } from './define.ts'
export { nextRound, type Schedule, type TimeOfRound } from './schedule.ts'
export { migrateJobs, startJobs, type Jobs, type JobsSettings } from './worker.ts'
