import type { TopicRule } from '#engine/live'

/** `engine.sla`: every warning and breach, for walls; the topics of subjects belong to their domains. */
export const calendarTopics: readonly TopicRule[] = [
  { name: 'engine.sla', may: 'engine.calendar.read', scoped: true },
  { name: 'engine.calendars', may: 'engine.calendar.read' },
]
