import { z } from 'zod'
import { defineEvent } from '#engine/events'

const visit = {
  visitId: z.uuid(),
  workOrderId: z.uuid(),
  /** `desk.incident:<id>`, or whatever asked for the visit. */
  reason: z.string().nullable(),
}
const aggregate = ({ visitId }: { visitId: string }): string => `visit:${visitId}`
const topics = ({ visitId }: { visitId: string }): string[] => [`visit:${visitId}`, 'field.board']

export const visitRequested = defineEvent('field.visit_requested', z.object({ ...visit, number: z.string() }), {
  aggregate,
  topics,
})

/** Published: the technician, the time and the parts are settled; the customer may be told. */
export const visitPlanned = defineEvent(
  'field.visit_planned',
  z.object({
    ...visit,
    technicianId: z.uuid(),
    technicianName: z.string(),
    startsAt: z.string(),
    endsAt: z.string(),
    parts: z.array(z.object({ code: z.string(), quantity: z.int(), locationId: z.uuid(), locationName: z.string() })),
    isChange: z.boolean(),
  }),
  { aggregate, topics },
)

/** A dispatcher has settled a visit, or given it back to the plans. */
export const visitLocked = defineEvent('field.visit_locked', z.object({ ...visit, locked: z.boolean() }), {
  aggregate,
  topics,
})

/** Nobody goes any more; its parts are free again. */
export const visitCancelled = defineEvent(
  'field.visit_cancelled',
  z.object({ ...visit, number: z.string(), technicianId: z.uuid().nullable(), because: z.string() }),
  { aggregate, topics },
)

export const technicianTravels = defineEvent(
  'field.technician_travels',
  z.object({ ...visit, technicianId: z.uuid() }),
  { aggregate, topics },
)
export const technicianArrived = defineEvent(
  'field.technician_arrived',
  z.object({ ...visit, technicianId: z.uuid() }),
  { aggregate, topics },
)

export const visitCompleted = defineEvent(
  'field.visit_completed',
  z.object({
    ...visit,
    technicianId: z.uuid(),
    technicianName: z.string(),
    completedAt: z.string(),
    solved: z.boolean(),
    note: z.string(),
    usedParts: z.array(
      z.object({
        code: z.string(),
        quantity: z.int(),
        newSerial: z.string().nullable(),
        oldSerial: z.string().nullable(),
      }),
    ),
    minutes: z.int(),
  }),
  { aggregate, topics },
)

export const stockLow = defineEvent(
  'field.stock_low',
  z.object({ locationId: z.uuid(), locationName: z.string(), partCode: z.string(), free: z.int() }),
  { aggregate: ({ locationId, partCode }) => `stock:${locationId}:${partCode}`, topics: () => ['field.stock'] },
)
