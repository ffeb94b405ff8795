import { z } from 'zod'
import { defineEvent } from '#engine/events'

const aggregate = ({ incidentId }: { incidentId: string }): string => `incident:${incidentId}`
const topics = ({ incidentId }: { incidentId: string }): string[] => [`incident:${incidentId}`, 'desk.incidents']

const who = {
  incidentId: z.uuid(),
  number: z.string(),
  customerId: z.uuid().nullable(),
}

export const incidentOpened = defineEvent(
  'desk.incident_opened',
  z.object({
    ...who,
    subject: z.string(),
    priority: z.string(),
    origin: z.string(),
    siteId: z.uuid().nullable(),
    personId: z.uuid().nullable(),
    deviceId: z.uuid().nullable(),
    conversationId: z.uuid().nullable(),
  }),
  { aggregate, topics },
)

/** The cause is known and so is the remedy; `onsite` asks for a visit with the parts. */
export const incidentDiagnosed = defineEvent(
  'desk.incident_diagnosed',
  z.object({
    ...who,
    subject: z.string(),
    remedy: z.enum(['remote', 'onsite']),
    diagnosis: z.string(),
    partCodes: z.array(z.string()),
    siteId: z.uuid().nullable(),
    personId: z.uuid().nullable(),
    deviceId: z.uuid().nullable(),
    conversationId: z.uuid().nullable(),
    priority: z.string(),
    /** When the promise to restore runs out. */
    dueAt: z.string().nullable(),
  }),
  { aggregate, topics },
)

export const incidentChanged = defineEvent(
  'desk.incident_changed',
  z.object({ ...who, state: z.string(), act: z.string() }),
  { aggregate, topics },
)

export const incidentResolved = defineEvent(
  'desk.incident_resolved',
  z.object({ ...who, resolution: z.string(), deviceId: z.uuid().nullable(), conversationId: z.uuid().nullable() }),
  { aggregate, topics },
)

export const problemChanged = defineEvent(
  'desk.problem_changed',
  z.object({ problemId: z.uuid(), number: z.string(), state: z.string(), act: z.string() }),
  {
    aggregate: ({ problemId }) => `problem:${problemId}`,
    topics: ({ problemId }) => ['desk.problems', `problem:${problemId}`],
  },
)

export const problemOpened = defineEvent(
  'desk.problem_opened',
  z.object({ problemId: z.uuid(), number: z.string(), subject: z.string() }),
  { aggregate: ({ problemId }) => `problem:${problemId}`, topics: () => ['desk.problems'] },
)
