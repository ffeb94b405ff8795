/** What a chart shows, without saying how it is drawn. */

export interface ChartSeries {
  readonly name: string
  /** One value for each place on the x axis; null is a gap. */
  readonly values: readonly (number | null)[]
  /** `comparison` is a thin dashed grey line, `forecast` a dashed one in the colour of the series before it. */
  readonly role?: 'main' | 'comparison' | 'forecast'
  /** Drawn in steps: the value holds until the next one. */
  readonly stepped?: boolean
}

/** A line across the chart with its name: a limit (red, dashed) or a level that was agreed (blue). */
export interface ChartLimit {
  readonly name: string
  readonly value: number
  readonly kind?: 'limit' | 'level'
}

export interface ChartProps {
  /** One sentence that says what the chart says; screen readers read it instead. */
  readonly summary: string
  /** Words of the x axis: days, hours, names. */
  readonly x: readonly string[]
  /** At most six. The second is always hatched in areas and bars. */
  readonly series: readonly ChartSeries[]
  readonly limits?: readonly ChartLimit[]
  /** Behind every figure of the y axis and the tooltip: `TB`. */
  readonly unit?: string
  /** The place of "today" on the x axis; a dotted line marks it. */
  readonly nowAt?: number
  readonly height?: number
}

export const CHART_HEIGHT = 240
