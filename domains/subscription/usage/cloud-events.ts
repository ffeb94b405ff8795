import { z } from 'zod'
import { clock, invalidInput } from '#engine/kernel'
import type { UsageEvent } from './usage.ts'

/**
 * Usage as others send it: CloudEvents 1.0, one or a batch (as the OpenMeter clients do), and Lago's JSON.
 * They share `POST /api/v1/events`; the content type tells them apart.
 */

const cloudEvent = z.object({
  specversion: z.literal('1.0'),
  id: z.string().min(1).max(200),
  source: z.string().min(1).max(200),
  type: z.string().min(1).max(100),
  subject: z.string().min(1).max(100),
  time: z.iso.datetime({ offset: true }).optional(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
})

const lagoEvent = z.object({
  transaction_id: z.string().min(1).max(200),
  external_subscription_id: z.string().min(1).max(100),
  code: z.string().min(1).max(100),
  timestamp: z.union([z.number(), z.string()]).optional(),
  properties: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
})

const BATCH_MAX = 1000
const LAGO_BATCH_MAX = 100

export function readCloudEvents(body: unknown): UsageEvent[] {
  const list = z.union([z.array(cloudEvent).max(BATCH_MAX), cloudEvent.transform((event) => [event])])
  return parse(list, body).map(({ id, source, type, subject, time, data }) => ({
    id,
    source,
    subject,
    meter: type,
    at: time ?? clock.iso(),
    ...valueOf(data ?? {}),
  }))
}

export function readLagoEvents(body: unknown): UsageEvent[] {
  const one = z.object({ event: lagoEvent }).transform(({ event }) => [event])
  const many = z.object({ events: z.array(lagoEvent).max(LAGO_BATCH_MAX) }).transform(({ events }) => events)
  return parse(z.union([one, many]), body).map((event) => ({
    id: event.transaction_id,
    source: `lago:${event.external_subscription_id}`,
    subject: event.external_subscription_id,
    meter: event.code,
    at: event.timestamp === undefined ? clock.iso() : new Date(Number(event.timestamp) * 1000).toISOString(),
    ...valueOf(event.properties ?? {}),
  }))
}

/** `value` is what meters read when they name no other field; everything stays as properties. */
function valueOf(data: Record<string, string | number | boolean>): Pick<UsageEvent, 'value' | 'properties'> {
  const { value } = data
  const isNumber = value !== undefined && /^-?\d+(\.\d+)?$/.test(String(value))
  return { properties: data, ...(isNumber ? { value: String(value) } : {}) }
}

function parse<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  throw invalidInput(parsed.error.issues.map(({ path, message }) => ({ path: `/${path.join('/')}`, message })))
}
