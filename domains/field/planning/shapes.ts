/** What plans, moves and explanations look like outside; see contract.ts. */
import { z } from 'zod'
import { instant } from '#engine/http/contract'

const hold = z.object({ locationId: z.uuid(), partCode: z.string(), quantity: z.int() })
const change = z
  .object({
    visitId: z.uuid(),
    technicianId: z.uuid(),
    technicianName: z.string(),
    startsAt: instant,
    endsAt: instant,
    position: z.int(),
    holds: z.array(hold),
    moved: z.boolean(),
    wasConfirmed: z.boolean(),
    byHand: z.boolean().meta({ description: 'Moved by hand; planning again leaves it' }),
  })
  .meta({ id: 'VisitChange' })

export const draft = z
  .object({
    draftId: z.uuid(),
    day: z.iso.date(),
    changes: z.array(change),
    summary: z.object({
      planned: z.int(),
      moved: z.int(),
      confirmedMoved: z.int(),
      unplanned: z.array(z.object({ visitId: z.uuid(), number: z.string() })),
      travelSeconds: z.int().meta({ description: 'Driving of the whole day with this draft' }),
      presentTravelSeconds: z.int().meta({ description: 'Driving of the day as it is published now' }),
    }),
  })
  .meta({ id: 'PlanDraft' })

const MOVE_RULES = [
  'under_way',
  'locked',
  'past',
  'early',
  'skill',
  'shift',
  'overlap',
  'travel',
  'parts',
  'late',
  'overtime',
  'confirmed',
  'pickup',
  'break',
] as const

export type MoveRule = (typeof MOVE_RULES)[number]

/** One rule and what it is about. */
export const remark = z
  .object({
    rule: z.enum(MOVE_RULES),
    names: z.array(z.string()).optional().meta({ description: 'Skills with their level, or part codes' }),
    number: z.string().optional().meta({ description: 'Of the visit in the way' }),
    needSeconds: z.int().optional(),
    haveSeconds: z.int().optional(),
    at: instant.optional(),
    until: instant.optional(),
  })
  .meta({ id: 'MoveRemark' })

/** The one rule that keeps a visit from a technician's day. */
const WHY_NOT = ['skill', 'forbidden', 'not-allowed', 'capacity', 'order', 'full', 'parts', 'window', 'day'] as const

export const verdict = z.object({
  technicianId: z.uuid(),
  technicianName: z.string(),
  planned: z.boolean(),
  startsAt: instant.nullable().meta({ description: 'When the visit would begin there' }),
  costSeconds: z
    .int()
    .nullable()
    .meta({ description: 'What it costs the day, in seconds of driving: detours, lateness, overtime' }),
  supply: z.enum(['van', 'store', 'parcel']).nullable(),
  storeName: z.string().nullable(),
  refused: z.enum(WHY_NOT).nullable(),
  skills: z.array(z.string()).meta({ description: 'That are missing, with the level asked for' }),
  couldStartAt: instant.nullable().meta({ description: 'Were the visit not bound to its window' }),
})
