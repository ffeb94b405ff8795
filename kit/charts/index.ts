/** Charts in our colours. The libraries behind them are loaded when the first chart is shown. */
export { AreaChart, BarChart, LineChart, TelemetryChart } from './charts.tsx'
export type { ChartLimit, ChartProps, ChartSeries } from './model.ts'
export { Sparkline, type SparklineProps } from './sparkline.tsx'
export type { TelemetryProps } from './telemetry.tsx'
