import { z } from 'zod'
import { defineEvent } from '#engine/events'

const who = { projectId: z.uuid(), number: z.string(), customerId: z.uuid() }
const aggregate = ({ projectId }: { projectId: string }): string => `project:${projectId}`
const topics = ({ projectId }: { projectId: string }): string[] => [`project:${projectId}`, 'delivery.projects']

/** Anything of a project changed: its state, a milestone, the checklist, the acceptance. */
export const projectChanged = defineEvent(
  'delivery.project_changed',
  z.object({ ...who, state: z.string(), act: z.string() }),
  { aggregate, topics },
)

/** The project is accepted and belongs to operation now; `getProject` says what was handed over. */
export const handedOver = defineEvent(
  'delivery.handed_over',
  z.object({ ...who, siteId: z.uuid(), devices: z.int(), startsOn: z.string() }),
  { aggregate, topics },
)

export const assessmentChanged = defineEvent(
  'delivery.assessment_changed',
  z.object({ assessmentId: z.uuid(), number: z.string(), customerId: z.uuid(), finished: z.boolean() }),
  {
    aggregate: ({ assessmentId }) => `assessment:${assessmentId}`,
    topics: ({ assessmentId }) => [`assessment:${assessmentId}`, 'delivery.assessments'],
  },
)
