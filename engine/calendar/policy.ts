import { allow, type Sentence } from '#engine/identity'

/** Who may read and change calendars, for the policy of the engine. */
export const calendarPolicySentences: readonly Sentence[] = [
  allow('agent', 'calendar.read'),
  allow('supervisor', 'calendar.read', 'calendar.edit'),
  allow('dispatcher', 'calendar.read'),
  allow('technician', 'calendar.read'),
  allow('service_manager', 'calendar.read', 'calendar.edit'),
]
