import './charts.css'

export interface SparklineProps {
  readonly values: readonly number[]
  /** One sentence: "Disk wear 71 % → 92 % in 30 days". */
  readonly summary: string
  /** A dashed red line; the first value beyond it is marked. */
  readonly limit?: number
  readonly width?: number
  readonly height?: number
}

const MARGIN = 4

/** A small curve inside a line of text or a timeline entry. */
export function Sparkline({ values, summary, limit, width = 220, height = 44 }: SparklineProps) {
  const { points, limitY, crossing } = sparklinePoints(values, limit, width, height)
  return (
    <svg
      className="sparkline"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={summary}
    >
      {limitY !== undefined && <path d={`M0 ${limitY}H${width}`} stroke="var(--bad-fill)" strokeDasharray="3 3" />}
      <polyline
        points={points.map(({ x, y }) => `${x},${y}`).join(' ')}
        fill="none"
        stroke="var(--c1)"
        strokeWidth="2"
      />
      {crossing && <circle cx={crossing.x} cy={crossing.y} r="3.5" fill="var(--bad-fill)" />}
    </svg>
  )
}

interface Point {
  readonly x: number
  readonly y: number
}

/** Where the values stand in a box of `width` × `height`; the highest of values and limit touches the top. */
export function sparklinePoints(values: readonly number[], limit: number | undefined, width: number, height: number) {
  const all = limit === undefined ? values : [...values, limit]
  const [low, high] = [Math.min(...all), Math.max(...all)]
  const span = high - low || 1
  const y = (value: number) => round(height - MARGIN - ((value - low) / span) * (height - 2 * MARGIN))
  const step = values.length > 1 ? width / (values.length - 1) : 0
  const points = values.map((value, index): Point => ({ x: round(index * step), y: y(value) }))
  const first = limit === undefined ? -1 : values.findIndex((value) => value >= limit)
  return { points, limitY: limit === undefined ? undefined : y(limit), crossing: points[first] }
}

function round(value: number): number {
  return Math.round(value * 10) / 10
}
