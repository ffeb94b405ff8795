/** An RFC 3339 instant of any offset as the database answers it: UTC, with milliseconds. */
export function utcText(instant: string): string {
  return Temporal.Instant.from(instant).toString({ fractionalSecondDigits: 3 })
}
