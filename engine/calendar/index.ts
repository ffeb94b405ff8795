/**
 * Business time: working hours, holidays, due instants, business days and the clocks of service levels.
 * Instants are epoch milliseconds, durations real elapsed seconds; calendars live in IANA zones.
 *
 * @example
 * const calendar = compileCalendar({ tz: 'Asia/Shanghai', weekly: { '0': [['09:00', '12:00'], ['13:00', '18:00']] } })
 * dueAt(calendar, Date.parse('2026-03-02T11:30:00+08:00'), 3600) // 13:30 on the same Monday: lunch does not count
 */
export { calendarDefinition, type CalendarDefinition, type CheckedDefinition, type DayWindow } from './definition.ts'
export { compileCalendar, openCalendar, type Calendar } from './calendar.ts'
export { dueAt, elapsedSeconds, isOpen, nextOpenInstant, warnAt } from './business-time.ts'
export { addBusinessDays } from './business-days.ts'
export { nextOpenings, type Opening } from './openings.ts'
export type { Pause } from './pauses.ts'
export { calendarRefusals } from './refusals.ts'
export { chinaHolidayYears, withChinaHolidays } from './holidays/china.ts'
export {
  appendSlaEvent,
  slaPauses,
  slaStanding,
  type SlaEvent,
  type SlaEventKind,
  type SlaStanding,
  type SlaTerms,
} from './sla-clock.ts'
export { dueCommand } from './due-command.ts'
export { calendarChanged, slaBreached, slaWarned } from './events.ts'
export { calendarPolicySentences } from './policy.ts'
export { calendarRoutes } from './routes.ts'
export { calendarTopics } from './topics.ts'
export {
  createCalendars,
  type CalendarChanges,
  type CalendarParts,
  type Calendars,
  type NewCalendar,
  type OpeningText,
  type StoredCalendar,
} from './stored/calendars.ts'
export { readCalendar, type CompiledCalendar } from './stored/compiled.ts'
export { storedCalendarRefusals } from './stored/refusals.ts'
export type { ClockMove, ClockState, SlaClock } from './sla/clock.ts'
export { clocksOf } from './sla/clock-store.ts'
export { cancelClock, moveClocks, pauseClock, reopenClock, resumeClock, stopClock } from './sla/move-clocks.ts'
export {
  planClocks,
  startClock,
  startClocks,
  startPlanned,
  type ClockPlan,
  type StartClock,
} from './sla/start-clocks.ts'
export { changeTarget, changeTargets, recomputeForCalendar, type NewTerms } from './sla/terms.ts'
export { listDue, type DueQuery } from './sla/due-list.ts'
export { startSlaWatch, tellDueClocks, type SlaWatch } from './sla/watch.ts'
export { importClocks, type ImportedClock } from './sla/import.ts'
