import { z } from 'zod'
import { signedQuantityField } from '../../pricing/fields.ts'
import { codeField, momentField } from './fields.ts'

const aggregation = z.enum(['count', 'sum', 'max', 'min', 'average', 'unique', 'latest', 'timeWeighted', 'percentile'])

export const meterField = z
  .strictObject({
    aggregation,
    /** Behind every figure that people read: `TB`. */
    unit: z.string().min(1).max(12).optional(),
    percentile: z.number().gt(0).lte(100).optional(),
    /** For `timeWeighted`: the events carry changes of the level. */
    deltas: z.boolean().default(false),
    /** The property that holds the value; without it the event's own. */
    field: codeField.optional(),
    /** The property whose different values `unique` counts. */
    key: codeField.optional(),
    /** Windows are measured first, then the aggregation is taken over them. */
    window: z.enum(['P1D', 'PT1H', 'PT15M', 'PT5M']).optional(),
    windowAggregation: aggregation.default('sum'),
    /** A window without events is 0, takes the value of the window before (estimated), or is left out. */
    missing: z.enum(['zero', 'copy', 'skip']).default('zero'),
    /** Without events in a period, `latest` and `max` keep the last value from before. */
    carry: z.boolean().default(false),
  })
  .refine(
    ({ aggregation, windowAggregation, percentile }) =>
      percentile !== undefined || (aggregation !== 'percentile' && windowAggregation !== 'percentile'),
    { path: ['percentile'], message: 'is missing' },
  )
export type Meter = z.output<typeof meterField>

export const eventField = z.strictObject({
  id: z.string().min(1),
  source: z.string().default(''),
  meter: codeField,
  at: momentField,
  /** When it arrived; late when that is after its period was billed. */
  received: momentField.optional(),
  subscription: codeField.default('main'),
  value: signedQuantityField.optional(),
  properties: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
})
export type GivenEvent = z.output<typeof eventField>
