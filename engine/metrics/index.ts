/** How a process is doing: figures for Prometheus, readiness, structured log lines. */
export { logFor, logOptions } from './log.ts'
export { parkedDeliveryRoutes, parkedDeliverySentences } from './parked-deliveries.ts'
export { createMetrics, type GaugesDetails, type HistogramDetails, type Metrics } from './metrics.ts'
export { watchQueues } from './queues.ts'
export {
  databaseAnswers,
  eventLagSeconds,
  eventsKeepUp,
  migrationsComplete,
  readinessOf,
  type Readiness,
  type ReadinessCheck,
} from './readiness.ts'
export { observeRequests } from './requests.ts'
export { operationRoutes, type OperationParts } from './routes.ts'
