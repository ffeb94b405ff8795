import { lazy, Suspense, type ReactNode } from 'react'
import { useText } from '#kit/i18n'
import { palette, useMode } from '#kit/ui'
import { CHART_HEIGHT, type ChartProps } from './model.ts'
import { seriesColour, type ChartKind } from './options.ts'
import type { TelemetryProps } from './telemetry.tsx'
import './charts.css'

const EChart = lazy(async () => ({ default: (await import('./echart.tsx')).EChart }))
const Telemetry = lazy(async () => ({ default: (await import('./telemetry.tsx')).Telemetry }))

/** Lines over time, each named at its end. */
export function LineChart(props: ChartProps) {
  return <Chart kind="line" {...props} />
}

/** Areas on top of each other; the second is hatched. */
export function AreaChart(props: ChartProps) {
  return <Chart kind="area" {...props} />
}

export function BarChart(props: ChartProps) {
  return <Chart kind="bar" {...props} />
}

/** Many thousand points of a device, to look into: drag to zoom, double-click for all. */
export function TelemetryChart(props: TelemetryProps) {
  return (
    <ChartFrame summary={props.summary} height={props.height}>
      <Telemetry {...props} />
    </ChartFrame>
  )
}

function Chart({ kind, ...props }: ChartProps & { kind: ChartKind }) {
  const t = useText('kit')
  const empty = props.series.every(({ values }) => values.every((value) => value === null))
  if (empty) return <p className="chart-empty t3">{t('chart.noData')}</p>
  return (
    <ChartFrame summary={props.summary} height={props.height}>
      {kind !== 'line' && props.series.length > 1 && <ChartLegend kind={kind} series={props.series} />}
      <EChart kind={kind} {...props} />
    </ChartFrame>
  )
}

function ChartFrame({
  summary,
  height = CHART_HEIGHT,
  children,
}: {
  summary: string
  height?: number | undefined
  children: ReactNode
}) {
  return (
    <figure className="chart">
      <figcaption className="visually-hidden">{summary}</figcaption>
      <Suspense fallback={<div className="chart-waiting" style={{ height }} />}>{children}</Suspense>
    </figure>
  )
}

/** Areas and bars have no line end to be named at. */
function ChartLegend({ kind, series }: Pick<ChartProps, 'series'> & { kind: ChartKind }) {
  const { mode } = useMode()
  return (
    <ul className="chart-legend s t2" aria-hidden>
      {series.map(({ name, role }, index) => (
        <li key={name}>
          <i
            className={role === 'forecast' ? 'dashed' : index === 1 ? 'hatched' : kind === 'area' ? 'light' : ''}
            style={{ color: role === 'forecast' ? 'var(--text2)' : seriesColour(index, palette[mode]) }}
          />
          {name}
        </li>
      ))}
    </ul>
  )
}
