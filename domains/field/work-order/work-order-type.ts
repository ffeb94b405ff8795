import { z } from 'zod'
import { defineCaseType } from '#engine/casework'

export const workOrderFields = z.strictObject({
  /** What asked for it, `desk.incident:<id>`. */
  reason: z.string().max(120).optional(),
  deviceId: z.uuid().optional(),
  instructions: z.string().max(4000).optional(),
  partCodes: z.array(z.string()).max(20).optional(),
  checklist: z.array(z.string().max(200)).max(50).optional(),
  report: z.string().max(4000).optional(),
})

/** A work order: what is to be done at a place. It may take several visits. */
export const workOrderCase = defineCaseType({
  kind: 'field.work_order',
  prefix: 'WO',
  states: {
    requested: 'open',
    planned: 'open',
    in_progress: 'open',
    completed: 'done',
    closed: 'closed',
    cancelled: 'closed',
  },
  initial: 'requested',
  priorities: ['p1', 'p2', 'p3', 'p4'],
  fields: workOrderFields,
  transitions: [
    { act: 'plan', from: ['requested', 'planned'], to: 'planned' },
    { act: 'begin', from: ['planned', 'in_progress'], to: 'in_progress' },
    { act: 'complete', from: ['planned', 'in_progress'], to: 'completed' },
    { act: 'again', from: ['completed', 'in_progress', 'planned'], to: 'requested' },
    { act: 'close', from: ['completed'], to: 'closed' },
    { act: 'cancel', from: ['requested', 'planned', 'in_progress'], to: 'cancelled' },
  ],
})
