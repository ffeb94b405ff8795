import { defineCaseType } from '#engine/casework'
import { deliveryRefusals } from '../errors.ts'
import { PROJECT_PRIORITIES, projectFields } from './fields.ts'

/**
 * A delivery project: planned, designed, delivered, accepted by the customer, handed over to operation.
 * The checklist are its tasks: nothing is shown to the customer for acceptance while one is open.
 */
export const projectCase = defineCaseType({
  kind: 'delivery.project',
  prefix: 'PRJ',
  states: {
    planning: 'open',
    designing: 'open',
    delivering: 'open',
    accepting: 'open',
    handed_over: 'done',
    closed: 'closed',
    cancelled: 'closed',
  },
  initial: 'planning',
  priorities: PROJECT_PRIORITIES,
  fields: projectFields,

  transitions: [
    { act: 'design', from: ['planning'], to: 'designing' },
    { act: 'deliver', from: ['planning', 'designing'], to: 'delivering' },
    {
      act: 'present',
      from: ['delivering'],
      to: 'accepting',
      guard: ({ openTasks }) => (openTasks > 0 ? deliveryRefusals.checklistOpen({ count: openTasks }) : undefined),
    },
    { act: 'mend', from: ['accepting'], to: 'delivering' },
    { act: 'hand_over', from: ['accepting'], to: 'handed_over' },
    { act: 'close', from: ['handed_over'], to: 'closed' },
    { act: 'cancel', from: ['planning', 'designing', 'delivering', 'accepting'], to: 'cancelled' },
  ],
})
