import type { EChartsCoreOption } from 'echarts/core'
import { formatUnit, formatNumber } from '#kit/i18n'
import { fontFamily, palette, type Mode } from '#kit/ui'
import type { ChartLimit, ChartProps, ChartSeries } from './model.ts'

type Colours = (typeof palette)[Mode]
export type ChartKind = 'line' | 'area' | 'bar'

/** The drawing of a chart in ECharts' words and our colours. */
export function chartOptions(kind: ChartKind, props: ChartProps, mode: Mode): EChartsCoreOption {
  const c: Colours = palette[mode]
  const value = (figure: number) => (props.unit ? formatUnit(figure, props.unit) : formatNumber(figure))
  return {
    animationDuration: 200,
    animationDurationUpdate: 200,
    textStyle: { fontFamily, fontSize: 12 },
    grid: { left: 8, right: kind === 'line' ? 72 : 16, top: 16, bottom: 4, outerBoundsMode: 'same' },
    tooltip: tooltipOptions(c, value),
    xAxis: {
      type: 'category',
      data: [...props.x],
      boundaryGap: kind === 'bar',
      axisTick: { show: false },
      axisLine: { lineStyle: { color: c.line2 } },
      axisLabel: { color: c.text3, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      axisLabel: {
        color: c.text3,
        showMaxLabel: props.limits ? false : null,
        formatter: (figure: number) => formatNumber(figure),
      },
      splitLine: { lineStyle: { color: c.line } },
      max: highest(props),
    },
    series: props.series.map((series, index) => seriesOptions(kind, series, index, props, c)),
  }
}

/** A limit above all values still belongs into the picture. */
function highest({ limits = [] }: ChartProps): ((range: { max: number }) => number) | null {
  const top = Math.max(...limits.map(({ value }) => value), 0)
  return top === 0 ? null : ({ max }) => Math.ceil(Math.max(max, top) * 1.1)
}

function tooltipOptions(c: Colours, value: (figure: number) => string) {
  return {
    trigger: 'axis',
    backgroundColor: c.raised,
    borderColor: c.line2,
    textStyle: { color: c.text, fontSize: 12 },
    axisPointer: { type: 'line', lineStyle: { color: c.text4 } },
    valueFormatter: (figure: unknown) => (typeof figure === 'number' ? value(figure) : '–'),
  }
}

function seriesOptions(kind: ChartKind, series: ChartSeries, index: number, props: ChartProps, c: Colours) {
  const first = index === 0
  const shared = {
    name: series.name,
    data: [...series.values],
    ...(first && { markLine: markLines(props, c) }),
  }
  if (kind === 'bar') return { ...shared, type: 'bar', barMaxWidth: 28, itemStyle: filled(index, c) }
  return {
    ...shared,
    type: 'line',
    showSymbol: false,
    connectNulls: false,
    ...(series.stepped && { step: 'end' }),
    ...(kind === 'area' && series.role !== 'forecast' && { stack: 'all', areaStyle: areaFill(index, c) }),
    lineStyle: lineStyle(kind, series, index, c),
    itemStyle: kind === 'area' ? filled(index, c) : { color: lineColour(series, index, c) },
    ...(kind === 'line' && { endLabel: endLabel(series, index, c), labelLayout: { moveOverlap: 'shiftY' } }),
  }
}

function lineStyle(kind: ChartKind, series: ChartSeries, index: number, c: Colours) {
  const color = kind === 'area' && series.role !== 'forecast' ? c.text : lineColour(series, index, c)
  if (series.role === 'comparison') return { color, width: 1.25, type: [3, 3] }
  if (series.role === 'forecast') return { color: c.text2, width: 1.5, type: [4, 3] }
  return { color, width: kind === 'area' ? 1.5 : 2, ...(kind === 'area' && index === 0 && { width: 0 }) }
}

function lineColour(series: ChartSeries, index: number, c: Colours): string {
  if (series.role === 'comparison') return c.text3
  return seriesColour(index, c)
}

/** The order of the six chart colours is fixed, so that a colour keeps its meaning across charts. */
export function seriesColour(index: number, c: Colours): string {
  return [c.c1, c.c2, c.c3, c.c4, c.c5, c.c6][index % 6]!
}

/** The second series is hatched: amber beside blue must also be told apart in black and white. */
function filled(index: number, c: Colours) {
  const color = seriesColour(index, c)
  if (index !== 1) return { color, borderRadius: [2, 2, 0, 0] }
  return {
    color,
    decal: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4, color: c.bg },
  }
}

function areaFill(index: number, c: Colours) {
  return { color: seriesColour(index, c), opacity: index === 0 ? 0.18 : 0.8 }
}

function endLabel(series: ChartSeries, index: number, c: Colours) {
  const color = series.role === 'comparison' ? c.text3 : seriesColour(index, c)
  return { show: true, formatter: series.name, color, fontSize: 12, fontWeight: 500, distance: 6 }
}

function markLines({ limits = [], nowAt, unit }: ChartProps, c: Colours) {
  const lines = limits.map((limit) => limitLine(limit, unit, c))
  const now = { xAxis: nowAt, label: { show: false }, lineStyle: { color: c.text4, type: [2, 3], width: 1 } }
  return { silent: true, symbol: 'none', animation: false, data: nowAt === undefined ? lines : [...lines, now] }
}

function limitLine({ name, value, kind = 'limit' }: ChartLimit, unit: string | undefined, c: Colours) {
  const limit = kind === 'limit'
  const figure = unit ? formatUnit(value, unit) : formatNumber(value)
  const label = {
    formatter: `${name} ${figure}`,
    position: limit ? 'insideEndTop' : 'insideEndBottom',
    color: limit ? c.bad : c.accent,
    fontWeight: 500,
  }
  return {
    yAxis: value,
    label,
    lineStyle: { color: limit ? c.badFill : c.c1, width: 1.5, type: limit ? [6, 4] : 'solid' },
  }
}
