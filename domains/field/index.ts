/** Technicians, parts and visits moved together. See README.md. */
export * from './planner/index.ts'
export { openField, type FieldParts } from './contribution.ts'
export {
  stockLow,
  technicianArrived,
  technicianTravels,
  visitCancelled,
  visitCompleted,
  visitLocked,
  visitPlanned,
  visitRequested,
} from './events.ts'
export type { FieldService } from './service.ts'
export type { VisitReport } from './visit/steps.ts'
export type { Visit } from './visit/visit.ts'
export type { VisitRequest } from './work-order/request.ts'
export { workOrderCase } from './work-order/work-order-type.ts'
export {
  seedField,
  type DemoField,
  type DemoLocation,
  type DemoPart,
  type DemoStock,
  type DemoTechnician,
  type DemoVisit,
} from './demo.ts'
