import { useEffect, useRef } from 'react'
import UPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { formatNumber, formatUnit, useFormats, type Formats } from '#kit/i18n'
import { fontFamily, palette, useMode, type Mode } from '#kit/ui'
import { CHART_HEIGHT } from './model.ts'
import { seriesColour } from './options.ts'

export interface TelemetryProps {
  readonly summary: string
  /** Seconds since the epoch, rising. */
  readonly times: readonly number[]
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[]
  readonly unit?: string
  readonly limit?: number
  readonly height?: number
}

/** The only file that loads uPlot: 100,000 points in a few milliseconds. */
export function Telemetry(props: TelemetryProps) {
  const { mode } = useMode()
  const formats = useFormats()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const element = place.current!
    const plot = new UPlot(plotOptions(props, mode, formats, element.clientWidth), plotData(props), element)
    const observer = new ResizeObserver(() =>
      plot.setSize({ width: element.clientWidth, height: props.height ?? CHART_HEIGHT }),
    )
    observer.observe(element)
    return () => {
      observer.disconnect()
      plot.destroy()
    }
  }, [props, mode, formats])
  return <div ref={place} className="telemetry" aria-hidden />
}

function plotData({ times, series }: TelemetryProps): UPlot.AlignedData {
  return [[...times], ...series.map(({ values }) => [...values])]
}

function plotOptions(props: TelemetryProps, mode: Mode, formats: Formats, width: number): UPlot.Options {
  const c = palette[mode]
  const axis = {
    stroke: c.text3,
    font: `12px ${fontFamily}`,
    grid: { stroke: c.line, width: 1 },
    ticks: { show: false },
  }
  const span = (props.times.at(-1) ?? 0) - (props.times[0] ?? 0)
  const words = (seconds: number) => formats[tickFormat(span)](seconds * 1000)
  return {
    width,
    height: props.height ?? CHART_HEIGHT,
    legend: { show: false },
    cursor: { points: { size: 7 } },
    axes: [
      { ...axis, grid: { show: false }, space: 110, values: (_plot, ticks) => ticks.map(words) },
      { ...axis, size: 56, values: (_plot, ticks) => ticks.map((tick) => withUnit(tick, props.unit)) },
    ],
    scales: { y: { range: (_plot, low, high) => UPlot.rangeNum(low, Math.max(high, props.limit ?? high), 0.1, true) } },
    series: [
      {},
      ...props.series.map(({ name }, index) => ({ label: name, stroke: seriesColour(index, c), width: 1.5 })),
    ],
    hooks: { draw: [(plot) => drawLimit(plot, props.limit, c.badFill)] },
  }
}

const DAY = 86_400

function tickFormat(spanSeconds: number): 'time' | 'moment' | 'day' {
  if (spanSeconds > 3 * DAY) return 'day'
  return spanSeconds > DAY ? 'moment' : 'time'
}

function withUnit(value: number, unit: string | undefined): string {
  return unit ? formatUnit(value, unit) : formatNumber(value)
}

function drawLimit(plot: UPlot, limit: number | undefined, colour: string): void {
  if (limit === undefined) return
  const y = plot.valToPos(limit, 'y', true)
  const { ctx, bbox } = plot
  ctx.save()
  ctx.strokeStyle = colour
  ctx.lineWidth = 1.5 * devicePixelRatio
  ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio])
  ctx.beginPath()
  ctx.moveTo(bbox.left, y)
  ctx.lineTo(bbox.left + bbox.width, y)
  ctx.stroke()
  ctx.restore()
}
