import type { SeverityLevel, StatusShape } from '#kit/ui'
import type { IncidentRow, ProblemRow } from './api.ts'

/** How states and priorities look everywhere on the desk. */

const INCIDENT_SHAPES: Readonly<Record<IncidentRow['state'], StatusShape>> = {
  new: 'new',
  in_progress: 'half',
  waiting_customer: 'hold',
  onsite: 'most',
  resolved: 'done',
  closed: 'done',
  cancelled: 'open',
}

const PROBLEM_SHAPES: Readonly<Record<ProblemRow['state'], StatusShape>> = {
  open: 'open',
  investigating: 'half',
  known_error: 'most',
  solved: 'done',
  closed: 'done',
}

export function incidentShape(state: IncidentRow['state']): StatusShape {
  return INCIDENT_SHAPES[state]
}

export function problemShape(state: ProblemRow['state']): StatusShape {
  return PROBLEM_SHAPES[state]
}

/** `p2` → 2 */
export function levelOf(priority: IncidentRow['priority']): SeverityLevel {
  return Number(priority.slice(1)) as SeverityLevel
}

/** `{ 'if-match': '"7"' }`: a change is refused where somebody else was faster. */
export function madeAgainst(version: number): Readonly<Record<string, string>> {
  return { 'if-match': `"${version}"` }
}
