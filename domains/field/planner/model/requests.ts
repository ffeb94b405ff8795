import type { Job, Problem, ShipmentTask } from '../input/schema.ts'
import { Kind } from './model.ts'

/** A task of the search and the request it stands for. */
export interface Task {
  readonly kind: number
  readonly type: 'job' | 'pickup' | 'delivery'
  readonly source: Job | ShipmentTask
  /** What skills, priority and vehicles are asked of: the job, or the whole shipment. */
  readonly request: Problem['jobs'][number] | Problem['shipments'][number]
  /** Place of the other end in the list of tasks, or -1. */
  readonly mate: number
}

/** Jobs first, then pickup and delivery of every shipment: the order in which the model numbers its tasks. */
export function tasksOf({ jobs, shipments }: Problem): Task[] {
  return [
    ...jobs.map((job): Task => ({ kind: Kind.visit, type: 'job', source: job, request: job, mate: -1 })),
    ...shipments.flatMap((shipment, s): Task[] => {
      const first = jobs.length + 2 * s
      return [
        { kind: Kind.pickup, type: 'pickup', source: shipment.pickup, request: shipment, mate: first + 1 },
        { kind: Kind.delivery, type: 'delivery', source: shipment.delivery, request: shipment, mate: first },
      ]
    }),
  ]
}

export function asJob(task: Task): Job | undefined {
  return task.type === 'job' ? (task.source as Job) : undefined
}
