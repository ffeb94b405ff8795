import { z } from 'zod'
import type { Problem } from '#engine/kernel'
import { calendarDefinition } from './definition.ts'

/** What `facet due` reads: calendars by name, and cases that ask them. Texts and numbers are checked, never guessed. */

const RFC_3339 = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?([Zz]|[+-]\d{2}:\d{2})$/

const instant = z.string('is not an instant').transform((text, context) => {
  const ms = RFC_3339.test(text) ? epochMsOf(text) : undefined
  if (ms !== undefined) return ms
  context.addIssue('is not an instant such as 2026-03-02T09:00:00+08:00')
  return z.NEVER
})

const seconds = z.number('is not a number of seconds').nonnegative('is negative')
const days = z.int('is not a whole number of days').nonnegative('is negative')

const pause = z
  .tuple([instant, instant], 'is not a pair of instants')
  .refine(([pausedAt, resumedAt]) => pausedAt <= resumedAt, 'ends before it starts')

const asked = {
  id: z.union([z.string(), z.number()], 'is not a text or a number'),
  calendar: z.string('is not a name'),
}
const pauses = z.array(pause).default([])

const dueCase = z.discriminatedUnion(
  'op',
  [
    z.object({ ...asked, op: z.literal('due'), start: instant, seconds, pauses }),
    z.object({ ...asked, op: z.literal('elapsed'), start: instant, end: instant, pauses }),
    z.object({ ...asked, op: z.literal('businessDays'), start: instant, days, endOfDay: z.boolean().default(false) }),
    z.object({ ...asked, op: z.literal('inHours'), at: instant }),
    z.object({ ...asked, op: z.literal('warn'), start: instant, seconds, beforeSeconds: seconds, pauses }),
  ],
  'is not one of due, elapsed, businessDays, inHours, warn',
)

export const dueInput = z.object({ calendars: z.record(z.string(), calendarDefinition), cases: z.array(dueCase) })

export type DueInput = z.output<typeof dueInput>
export type DueCase = z.output<typeof dueCase>

const anyCase = z.object({ id: z.unknown(), calendar: z.unknown() }).catch({ id: undefined, calendar: undefined })
const links = z.object({ calendars: z.record(z.string(), z.unknown()), cases: z.array(anyCase) })

/** Ids that are given twice and calendars that are not there; said together with all that is wrong inside the cases. */
export function linkProblems(input: unknown): Problem[] {
  const { data } = links.safeParse(input)
  const seen = new Set<unknown>([undefined])
  return (data?.cases ?? []).flatMap(({ id, calendar }, i) => {
    const problems: Problem[] = []
    if (id !== undefined && seen.has(id)) problems.push({ path: `/cases/${i}/id`, message: 'is given twice' })
    if (typeof calendar === 'string' && !Object.hasOwn(data!.calendars, calendar)) {
      problems.push({ path: `/cases/${i}/calendar`, message: 'names no calendar of this file' })
    }
    seen.add(id)
    return problems
  })
}

function epochMsOf(text: string): number | undefined {
  try {
    return Temporal.Instant.from(text).epochMilliseconds
  } catch {
    return undefined
  }
}
