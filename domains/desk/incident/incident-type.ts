import { defineCaseType } from '#engine/casework'
import { incidentFields, PRIORITIES } from './fields.ts'

const MINUTE = 60
const HOUR = 3600

/**
 * An incident: a service is interrupted or worse than agreed, and is to be restored (ITIL 4, GB/T 28827.1).
 * It waits where the customer must answer; it is on site while a visit is planned or under way.
 */
export const incidentCase = defineCaseType({
  kind: 'desk.incident',
  prefix: 'INC',
  states: {
    new: 'open',
    in_progress: 'open',
    waiting_customer: 'open',
    onsite: 'open',
    resolved: 'done',
    closed: 'closed',
    cancelled: 'closed',
  },
  initial: 'new',
  priorities: PRIORITIES,
  fields: incidentFields,

  transitions: [
    { act: 'start', from: ['new', 'waiting_customer'], to: 'in_progress' },
    { act: 'ask', from: ['new', 'in_progress'], to: 'waiting_customer' },
    { act: 'answer', from: ['waiting_customer'], to: 'in_progress' },
    { act: 'diagnose_remote', from: ['new', 'in_progress', 'onsite'], to: 'in_progress', requires: ['diagnosis'] },
    { act: 'diagnose_onsite', from: ['new', 'in_progress'], to: 'onsite', requires: ['diagnosis', 'siteId'] },
    { act: 'return', from: ['onsite'], to: 'in_progress' },
    {
      act: 'resolve',
      from: ['new', 'in_progress', 'waiting_customer', 'onsite'],
      to: 'resolved',
      requires: ['resolution'],
    },
    { act: 'reopen', from: ['resolved'], to: 'in_progress' },
    { act: 'close', from: ['resolved'], to: 'closed' },
    { act: 'cancel', from: ['new', 'in_progress', 'waiting_customer', 'onsite'], to: 'cancelled' },
  ],

  sla: {
    first_response: {
      stopsIn: ['in_progress', 'waiting_customer', 'onsite', 'resolved'],
      targets: { p1: 15 * MINUTE, p2: 30 * MINUTE, p3: HOUR, p4: 4 * HOUR },
    },
    restore: {
      stopsIn: ['resolved', 'closed'],
      reopens: true,
      targets: { p1: 4 * HOUR, p2: 8 * HOUR, p3: 24 * HOUR, p4: 40 * HOUR },
    },
  },
  pausesIn: ['waiting_customer'],
  cancelsIn: ['cancelled'],
})

/** How urgent a device's own report is: a critical fault is felt at once, a major one soon. */
export function priorityOfFault(severity: 'major' | 'critical'): 'p1' | 'p2' | 'p3' | 'p4' {
  return severity === 'critical' ? 'p1' : 'p2'
}
