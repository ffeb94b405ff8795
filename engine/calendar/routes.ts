import { routes } from '#engine/http'
import { calendarContract } from './contract.ts'
import type { Calendars } from './stored/calendars.ts'

export const calendarRoutes = (calendars: Calendars) =>
  routes(calendarContract, {
    listCalendars: ({ query, context }) => calendars.list(context, query),
    getCalendar: ({ params, context }) => calendars.get(context, params.id),
    createCalendar: ({ body, context }) => calendars.create(context, body),
    updateCalendar: ({ params, body, context, expectedVersion }) =>
      calendars.update(context, params.id, body, expectedVersion),
    previewCalendar: async ({ body }) => ({ openings: calendars.preview(body.definition, body.count, body.from) }),
    listDueClocks: ({ query: { state, metric, ...query }, context }) =>
      calendars.listDue(context, { ...query, states: state && [state], metrics: metric ? [metric] : undefined }),
  })
