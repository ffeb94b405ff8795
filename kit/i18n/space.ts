/**
 * The space between a figure and its unit: never the place where a line breaks.
 * `92 %`, `46.2 TB`, `1 小时 10 分` are all written with it.
 */
export const GAP = '\u00a0'

/** The sign of a negative figure; a hyphen is too short beside digits. */
export const MINUS = '−'

/** What stands where a figure is not known. Zero is a figure, unknown is not. */
export const UNKNOWN = '–'
