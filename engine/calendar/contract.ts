import { z } from 'zod'
import { idParams, instant, pageOf, pageQuery, route } from '#engine/http/contract'
import { calendarDefinition } from './definition.ts'

/** Calendars of the tenant, for their editor, and the clocks that run, for walls. */

const storedCalendar = z
  .object({
    id: z.uuid(),
    name: z.string(),
    zone: z.string(),
    definition: calendarDefinition,
    isDefault: z.boolean().meta({ description: 'Followed by everything that names no calendar' }),
    version: z.int(),
  })
  .meta({ id: 'Calendar' })

const name = z.string().trim().min(1).max(120)

const opening = z
  .object({ opensAt: z.string(), closesAt: z.string().nullable() })
  .meta({ id: 'Opening', description: '`closesAt` is null when it stays open for over a year' })

/** A clock of one promise; `subject` names what was promised about, `incident:<id>`. */
export const slaClock = z
  .object({
    id: z.uuid(),
    subject: z.string(),
    metric: z.string(),
    state: z.enum(['running', 'paused', 'met', 'breached', 'cancelled']),
    calendarId: z.uuid(),
    targetSeconds: z.int(),
    startedAt: z.string(),
    warnAt: z.string(),
    dueAt: z.string().meta({ description: 'While paused: as if it went on at the moment of the pause' }),
    pausedAt: z.string().nullable(),
    stoppedAt: z.string().nullable(),
    usedSeconds: z.number().nullable().meta({ description: 'Business seconds, once the clock has stopped' }),
  })
  .meta({ id: 'SlaClock' })

export const calendarContract = {
  listCalendars: route({
    method: 'GET',
    path: '/api/engine/calendars',
    summary: 'Calendars by name',
    may: 'engine.calendar.read',
    query: pageQuery,
    out: pageOf(storedCalendar),
  }),
  getCalendar: route({
    method: 'GET',
    path: '/api/engine/calendars/:id',
    summary: 'One calendar',
    may: 'engine.calendar.read',
    params: idParams,
    out: storedCalendar,
    refusals: ['engine.calendar-not-found'],
  }),
  createCalendar: route({
    method: 'POST',
    path: '/api/engine/calendars',
    summary: 'Add a calendar',
    may: 'engine.calendar.edit',
    body: z.strictObject({ name, definition: calendarDefinition, isDefault: z.boolean().optional() }),
    out: storedCalendar,
    status: 201,
    refusals: ['engine.calendar-name-taken'],
  }),
  updateCalendar: route({
    method: 'PATCH',
    path: '/api/engine/calendars/:id',
    summary: 'Change a calendar; clocks that follow it are reckoned anew',
    may: 'engine.calendar.edit',
    params: idParams,
    body: z.strictObject({
      name: name.optional(),
      definition: calendarDefinition.optional(),
      isDefault: z.literal(true).optional(),
    }),
    out: storedCalendar,
    refusals: ['engine.calendar-not-found', 'engine.calendar-name-taken', 'engine.version-conflict'],
  }),
  previewCalendar: route({
    method: 'POST',
    path: '/api/engine/calendars/preview',
    summary: 'The next opening hours of a definition, stored or not',
    may: 'engine.calendar.read',
    body: z.strictObject({
      definition: calendarDefinition,
      from: instant.optional(),
      count: z.int().min(1).max(60).default(10),
    }),
    out: z.object({ openings: z.array(opening) }),
  }),
  listDueClocks: route({
    method: 'GET',
    path: '/api/engine/sla-clocks',
    summary: 'Clocks that have not stopped, the most urgent first',
    may: 'engine.calendar.read',
    query: pageQuery.extend({
      state: z.enum(['running', 'paused', 'breached']).optional(),
      metric: z.string().max(60).optional(),
      before: instant.optional(),
    }),
    out: pageOf(slaClock),
  }),
} as const
