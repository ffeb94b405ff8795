/** Hours in which a user wants no mail, by the clock on their wall: 22:00 to 07:00 goes over midnight. */
export interface QuietHours {
  /** `HH:MM`, the first quiet minute. */
  readonly from: string
  /** `HH:MM`, the first minute that is not quiet any more. */
  readonly until: string
  /** IANA zone. */
  readonly zone: string
}

/** When the quiet hours that hold at `now` are over; undefined when none hold. */
export function quietUntil({ from, until, zone }: QuietHours, now: Temporal.Instant): Temporal.Instant | undefined {
  const local = now.toZonedDateTimeISO(zone)
  const time = local.toPlainTime().toString({ smallestUnit: 'second' }).slice(0, 8)
  const [begins, ends] = [`${from}:00`, `${until}:00`]
  const overMidnight = begins > ends
  const quiet = overMidnight ? time >= begins || time < ends : time >= begins && time < ends
  if (!quiet) return undefined
  const day = overMidnight && time >= begins ? local.toPlainDate().add({ days: 1 }) : local.toPlainDate()
  return day.toZonedDateTime({ timeZone: zone, plainTime: until }).toInstant()
}
