import { z } from 'zod'

/** Names and fields of the incident that browser, API and export share. */

export const INCIDENT_STATES = [
  'new',
  'in_progress',
  'waiting_customer',
  'onsite',
  'resolved',
  'closed',
  'cancelled',
] as const
export const PRIORITIES = ['p1', 'p2', 'p3', 'p4'] as const

/** What pays for the work: contract before warranty before invoice. */
export const entitlement = z
  .object({
    kind: z.enum(['contract', 'warranty', 'paid']),
    /** The agreement or warranty; absent for paid work. */
    reference: z.string().optional(),
    covered: z.boolean(),
    /** `onsite same day, restore in 8 h` */
    promise: z.string().optional(),
    endsOn: z.iso.date().optional(),
  })
  .meta({ id: 'Entitlement' })

export const incidentFields = z.strictObject({
  description: z.string().max(20_000).optional(),
  deviceId: z.uuid().optional(),
  serial: z.string().max(64).optional(),
  conversationId: z.uuid().optional(),
  /** How it came: a person asked, or a device told. */
  origin: z.enum(['conversation', 'device', 'portal', 'email', 'phone', 'api']),
  category: z.string().max(60).optional(),
  entitlement: entitlement.optional(),
  diagnosis: z.string().min(1).max(4000).optional(),
  remedy: z.enum(['remote', 'onsite']).optional(),
  partCodes: z.array(z.string().min(1).max(40)).max(20).optional(),
  visitId: z.uuid().optional(),
  /** When the customer can expect to work again, from the plan; not the promise. */
  expectedRestoreAt: z.iso.datetime({ offset: true }).optional(),
  resolution: z.string().min(1).max(4000).optional(),
  problemId: z.uuid().optional(),
})

export type IncidentFields = z.output<typeof incidentFields>
