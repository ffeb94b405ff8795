import { z } from 'zod'
import { defineEvent } from '#engine/events'

const clockTold = z.object({
  clockId: z.string(),
  /** What the promise is about, `incident:<id>`. */
  subject: z.string(),
  metric: z.string(),
  targetSeconds: z.int(),
  dueAt: z.string(),
})

const details = {
  aggregate: ({ subject }: { subject: string }) => subject,
  topics: ({ subject }: { subject: string }) => ['engine.sla', subject],
}

/** A clock has used the share of its target after which to warn, and still runs. */
export const slaWarned = defineEvent('engine.sla_warned', clockTold, details)

/** The target was missed; told once for each clock and its terms. */
export const slaBreached = defineEvent('engine.sla_breached', clockTold, details)

/** A calendar was made or changed. */
export const calendarChanged = defineEvent(
  'engine.calendar_changed',
  z.object({ calendarId: z.string(), version: z.int() }),
  {
    aggregate: ({ calendarId }) => `calendar:${calendarId}`,
    topics: () => ['engine.calendars'],
  },
)
