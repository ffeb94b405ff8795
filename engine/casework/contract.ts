import { z } from 'zod'
export { slaClock } from '#engine/calendar/contract'
import { pageQuery } from '#engine/http/contract'

/** Shapes that the domains' contracts are made of; free of server code, so that browsers may load them. */

export const stateGroup = z.enum(['open', 'done', 'closed'])

/** The schema of one case type's record: `caseRecord(z.enum(incidentStates), z.enum(priorities), incidentFields)`. */
export function caseRecord<S extends z.ZodType<string>, P extends z.ZodType<string>, F extends z.ZodObject>(
  state: S,
  priority: P,
  fields: F,
) {
  return z.object({
    id: z.uuid(),
    number: z.string(),
    subject: z.string(),
    state,
    stateGroup,
    priority,
    customerId: z.uuid().nullable(),
    siteId: z.uuid().nullable(),
    personId: z.uuid().nullable(),
    teamId: z.uuid().nullable(),
    assigneeId: z.uuid().nullable(),
    fields,
    openTasks: z.int(),
    dueAt: z.string().nullable(),
    openedAt: z.string(),
    doneAt: z.string().nullable(),
    closedAt: z.string().nullable(),
    updatedAt: z.string(),
    version: z.int(),
  })
}

export const caseEntry = z
  .object({
    seq: z.int(),
    kind: z.enum(['state', 'note', 'message', 'field', 'task', 'link', 'file', 'system']),
    actorKind: z.string(),
    actorId: z.string(),
    actorName: z.string(),
    text: z.string().nullable(),
    data: z.record(z.string(), z.unknown()).nullable(),
    internal: z.boolean(),
    createdAt: z.string(),
  })
  .meta({ id: 'CaseEntry' })

export const caseTask = z
  .object({
    id: z.uuid(),
    caseId: z.uuid(),
    title: z.string(),
    assigneeId: z.uuid().nullable(),
    teamId: z.uuid().nullable(),
    dueAt: z.string().nullable(),
    position: z.int(),
    doneAt: z.string().nullable(),
    doneBy: z.string().nullable(),
    version: z.int(),
  })
  .meta({ id: 'CaseTask' })

export const caseLink = z
  .object({ relation: z.string(), ref: z.string(), createdAt: z.string() })
  .meta({ id: 'CaseLink' })

/** A file of a case; its addresses open it for whoever is shown them, for an hour. */
export const caseAttachment = z
  .object({
    fileId: z.uuid(),
    name: z.string(),
    mediaType: z.string().meta({ description: 'Recognised by content' }),
    sizeBytes: z.int(),
    width: z.int().nullable(),
    height: z.int().nullable(),
    url: z.string(),
    thumbnailUrl: z.string().nullable().meta({ description: 'Of pictures' }),
    addedByName: z.string(),
    internal: z.boolean().meta({ description: 'Not shown to the customer' }),
    addedAt: z.string(),
    mayRemove: z.boolean(),
  })
  .meta({ id: 'CaseAttachment' })

/** What may be done with a case now, for its buttons and forms. */
export const possibleAct = z
  .object({ act: z.string(), to: z.string(), requires: z.array(z.string()) })
  .meta({ id: 'PossibleAct' })

const list = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (typeof value === 'string' ? value.split(',') : value), z.array(item).max(50))

/** Filters and order of every list of cases; a domain adds its own by `.extend`. Lists are comma-separated. */
export const caseListQuery = pageQuery.extend({
  group: stateGroup.optional(),
  state: list(z.string()).optional(),
  priority: list(z.string()).optional(),
  customerId: z.uuid().optional(),
  siteId: z.uuid().optional(),
  personId: z.uuid().optional(),
  teamId: list(z.uuid()).optional(),
  assigneeId: z.union([z.uuid(), z.literal('none')]).optional(),
  watcherId: z.uuid().optional(),
  /** Cases linked to this, `fleet.device:<id>`. */
  ref: z.string().max(200).optional(),
  /** A part of the subject, or the beginning of a number. */
  text: z.string().trim().max(200).optional(),
  openedFrom: z.iso.datetime({ offset: true }).optional(),
  openedBefore: z.iso.datetime({ offset: true }).optional(),
  sort: z.enum(['updated', 'due', 'opened']).default('updated'),
})

export type CaseListQuery = z.output<typeof caseListQuery>

type Nullish<T extends z.ZodRawShape> = { [F in keyof T]: z.ZodOptional<z.ZodNullable<T[F]>> }

/** Changes of a type's fields: absent stays, null empties. */
export function fieldChanges<T extends z.ZodRawShape>(fields: z.ZodObject<T>): z.ZodObject<Nullish<T>> {
  const shape = Object.entries(fields.shape).map(([name, field]) => [name, z.nullish(field as z.ZodType)])
  return z.strictObject(Object.fromEntries(shape) as Nullish<T>)
}

/** The body of a route that performs an act: `actBody(z.enum(['resolve', 'reopen']), incidentFields)`. */
export function actBody<A extends z.ZodType<string>, T extends z.ZodRawShape>(act: A, fields: z.ZodObject<T>) {
  return z.strictObject({
    act,
    fields: fieldChanges(fields).optional(),
    teamId: z.uuid().nullable().optional(),
    assigneeId: z.uuid().nullable().optional(),
    text: z.string().max(20_000).optional(),
    internal: z.boolean().optional(),
  })
}
