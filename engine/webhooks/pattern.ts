/** What an endpoint wants to hear: `desk.incident_opened`, `desk.incident_*`, `desk.*`, or `*`. */
export const EVENT_PATTERN = /^(?:\*|[a-z_]+\.(?:[a-z_]+|[a-z_]*\*))$/

export function matchesEvent(pattern: string, eventName: string): boolean {
  return pattern.endsWith('*') ? eventName.startsWith(pattern.slice(0, -1)) : pattern === eventName
}
