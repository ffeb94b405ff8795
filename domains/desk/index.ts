/** IT service by the book: incidents, the problems behind them, promises on business time. See README.md. */
export { openDesk } from './contribution.ts'
export { incidentChanged, incidentDiagnosed, incidentOpened, incidentResolved, problemOpened } from './events.ts'
export { incidentCase, priorityOfFault } from './incident/incident-type.ts'
export type { Entitlement, Incident, IncidentMove, NewIncident } from './incident/incidents.ts'
export type { Problem } from './problem/problems.ts'
export { problemCase } from './problem/problem-type.ts'
export type { DeskService, IncidentDetail } from './service.ts'
export { seedIncidents, type DemoIncident } from './demo.ts'
