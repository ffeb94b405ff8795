/** What every report of figures shows, in this order; free of server code: the browser shows the same. */
export const REPORT_COLUMNS = [
  { key: 'conversations', unit: 'count' },
  { key: 'firstResponseSeconds', unit: 'seconds' },
  { key: 'firstResponseInTime', unit: 'share' },
  { key: 'responseSeconds', unit: 'seconds' },
  { key: 'queueSeconds', unit: 'seconds' },
  { key: 'abandonment', unit: 'share' },
  { key: 'handlingSeconds', unit: 'seconds' },
  { key: 'firstContactResolution', unit: 'share' },
  { key: 'reopened', unit: 'share' },
  // Never one without the other.
  { key: 'satisfaction', unit: 'share' },
  { key: 'responseRate', unit: 'share' },
  { key: 'rated', unit: 'count' },
  { key: 'botHeld', unit: 'share' },
  { key: 'messages', unit: 'count' },
] as const

export type ReportColumn = (typeof REPORT_COLUMNS)[number]

/** By what a report is broken down. */
export const BREAKDOWNS = ['day', 'hour_of_day', 'channel', 'team', 'agent'] as const
export type Breakdown = (typeof BREAKDOWNS)[number]
