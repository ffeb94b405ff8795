import { z } from 'zod'
import { Refusal } from '#engine/kernel'
import { defineCaseType, type CaseShapeOf } from './case-type.ts'
import type { Move, OpenCase } from './commands.ts'

/** The type that the README explains and the tests use: something is repaired, perhaps after a question back. */
export const repairCase = defineCaseType({
  kind: 'test.repair',
  prefix: 'REP',
  states: { new: 'open', working: 'open', waiting: 'open', finished: 'done', closed: 'closed', dropped: 'closed' },
  initial: 'new',
  priorities: ['high', 'normal'],

  fields: z.strictObject({
    fault: z.string().min(1),
    resolution: z.string().min(1).optional(),
    hours: z.number().nonnegative().optional(),
  }),

  transitions: [
    { act: 'start', from: ['new'], to: 'working', requires: ['assigneeId'] },
    { act: 'wait', from: ['working'], to: 'waiting' },
    { act: 'resume', from: ['waiting'], to: 'working' },
    {
      act: 'finish',
      from: ['working'],
      to: 'finished',
      requires: ['resolution', 'hours'],
      guard: ({ openTasks }) => (openTasks > 0 ? new Refusal('test.tasks-open', 409, { openTasks }) : undefined),
    },
    { act: 'reopen', from: ['finished'], to: 'working' },
    { act: 'close', from: ['finished'], to: 'closed' },
    { act: 'drop', from: ['new', 'working', 'waiting'], to: 'dropped' },
  ],

  sla: {
    first_response: { stopsIn: ['working', 'finished'], targets: { high: 900, normal: 3600 } },
    repair: { stopsIn: ['finished', 'closed'], reopens: true, targets: { high: 4 * 3600, normal: 8 * 3600 } },
  },
  pausesIn: ['waiting'],
  cancelsIn: ['dropped'],
})

export type RepairShape = CaseShapeOf<typeof repairCase>
export type OpenRepair = OpenCase<RepairShape>
export type RepairMove = Move<RepairShape>
