import { z } from 'zod'

/** Names and fields of a delivery project that browser, API and export share. */

export const PROJECT_STATES = [
  'planning',
  'designing',
  'delivering',
  'accepting',
  'handed_over',
  'closed',
  'cancelled',
] as const

export const PROJECT_PRIORITIES = ['p1', 'p2', 'p3'] as const

export const projectFields = z.strictObject({
  goal: z.string().max(4000).optional(),
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  /** Minor units as text. */
  budgetMinor: z.string().regex(/^\d+$/).optional(),
  assessmentId: z.uuid().optional(),
})

const text = (max: number) => z.string().trim().min(1).max(max)
const decimal = z.string().regex(/^\d{1,9}(\.\d{1,6})?$/, 'is not a decimal such as 258.00')

const device = z.strictObject({
  serial: text(64),
  name: text(120),
  kind: text(40),
  brand: text(60),
  model: text(120),
  warrantyUntil: z.iso.date().optional(),
})

/** A recurring item of the agreement: so many units at a price a month. */
const charge = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/, 'is not a code such as seat'),
  name: text(120),
  price: decimal,
  quantity: z.int().min(1).max(100_000),
  taxPercent: decimal.optional(),
})

/** What operation gets instead of a folder of files. */
export const handOverContent = z
  .strictObject({
    site: z.strictObject({
      /** A site that is there already; without it one is made. */
      siteId: z.uuid().optional(),
      name: text(120),
      address: text(400),
      zone: z.string().min(1).max(60),
      longitude: z.number().min(-180).max(180).optional(),
      latitude: z.number().min(-90).max(90).optional(),
      accessNotes: z.string().max(1000).optional(),
    }),
    devices: z.array(device).max(2000),
    /** What is promised, in the words of the agreement. */
    promise: text(200),
    agreement: z.strictObject({
      name: text(200),
      currency: z.string().regex(/^[A-Z]{3}$/),
      startsOn: z.iso.date(),
      endsOn: z.iso.date().optional(),
      purchaseOrder: z.string().max(60).optional(),
      netDays: z.int().min(0).max(365),
      charges: z.array(charge).min(1).max(50),
    }),
  })
  .superRefine(({ devices, agreement }, check) => {
    for (const place of repeated(devices.map(({ serial }) => serial)))
      check.addIssue({ code: 'custom', path: ['devices', place, 'serial'], message: 'is there twice' })
    for (const place of repeated(agreement.charges.map(({ code }) => code)))
      check.addIssue({ code: 'custom', path: ['agreement', 'charges', place, 'code'], message: 'is there twice' })
  })
  .meta({ id: 'HandOverContent' })

export type ProjectFields = z.output<typeof projectFields>
export type HandOverContent = z.output<typeof handOverContent>

/** The places of values that stood earlier in the list. */
function repeated(values: readonly string[]): number[] {
  return values.flatMap((value, place) => (values.indexOf(value) < place ? [place] : []))
}
