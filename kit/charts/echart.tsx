import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { init, use, type EChartsType } from 'echarts/core'
import { LabelLayout } from 'echarts/features'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { useMode } from '#kit/ui'
import { CHART_HEIGHT, type ChartProps } from './model.ts'
import { chartOptions, type ChartKind } from './options.ts'

use([BarChart, LineChart, GridComponent, LabelLayout, MarkLineComponent, SVGRenderer, TooltipComponent])

/** The only file that loads ECharts; it arrives when the first chart is shown. */
export function EChart({ kind, ...props }: ChartProps & { kind: ChartKind }) {
  const { mode } = useMode()
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType>(undefined)
  const options = chartOptions(kind, props, mode)
  useEffect(() => {
    const made = init(place.current!, null, { renderer: 'svg' })
    chart.current = made
    const observer = new ResizeObserver(() => made.resize())
    observer.observe(place.current!)
    return () => {
      observer.disconnect()
      made.dispose()
    }
  }, [])
  useEffect(() => chart.current?.setOption(options, { notMerge: true }))
  return <div ref={place} style={{ height: props.height ?? CHART_HEIGHT }} aria-hidden />
}
