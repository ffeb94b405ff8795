import { useNow } from '#kit/data'
import { screenZone } from '#kit/i18n'

/** The date on the wall of the screen's zone; `YYYY-MM-DD`. */
export function useToday(): string {
  const now = useNow('minute')
  return new Intl.DateTimeFormat('en-CA', { timeZone: screenZone() }).format(now)
}
