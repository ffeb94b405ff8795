import { Segmented, Select } from 'antd'
import { AreaChart, LineChart, type ChartLimit, type ChartSeries } from '#kit/charts'
import { useQuery, useUrlValue } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { Card, ErrorNotice } from '#kit/ui'
import { subscriptionApi, type UsageSeries } from '../api.ts'
import { firstOfMonth } from '../dates.ts'
import { useToday } from '../use-today.ts'

const MONTHS_BACK = { month: 0, quarter: 2, year: 11 } as const
type Range = keyof typeof MONTHS_BACK

/** A meter day by day: what is within the reserved base, what is above it, and where it is going. */
export function UsageCard({ agreementId }: { agreementId: string }) {
  const t = useText('subscription')
  const today = useToday()
  const [range, setRange] = useUrlValue('range', 'month')
  const [meter, setMeter] = useUrlValue('meter', '')
  const query = {
    from: firstOfMonth(today, -(MONTHS_BACK[range as Range] ?? 0)),
    to: firstOfMonth(today, 1),
    ...(meter && { meter }),
  }
  const { data, error, refetch } = useQuery(subscriptionApi.query('readUsage', { params: { id: agreementId }, query }))
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data?.series) return null
  const { series } = data
  const ranges = (['month', 'quarter', 'year'] as const).map((value) => ({ value, label: t(`usage.${value}`) }))
  return (
    <Card
      title={series.name}
      aside={
        <>
          <span className="s t3 wide">{t(`usage.aggregation.${series.aggregation}`)}</span>
          {series.meters.length > 1 && (
            <Select
              size="small"
              aria-label={t('usage.meter')}
              value={series.meter}
              onChange={setMeter}
              options={series.meters.map((value) => ({ value, label: value }))}
            />
          )}
          <Segmented size="small" aria-label={t('usage.range')} options={ranges} value={range} onChange={setRange} />
        </>
      }
    >
      <UsageChart series={series} today={today} daily={range === 'month'} />
    </Card>
  )
}

function UsageChart({ series, today, daily }: { series: UsageSeries; today: string; daily: boolean }) {
  const t = useText('subscription')
  const formats = useFormats()
  const { days, base, limit, unit } = series
  const at = days.findIndex(({ date }) => date === today)
  const now = days[at]?.value ?? null
  const limits: ChartLimit[] = [
    ...(base === null ? [] : [{ name: t('usage.base'), value: base, kind: 'level' as const }]),
    ...(limit === null ? [] : [{ name: t('usage.limit'), value: limit }]),
  ]
  const shared = {
    summary: t('usage.summary', {
      name: series.name,
      now: formats.unit(now, unit ?? '', { digits: 1 }),
      base: formats.number(base),
      limit: formats.number(limit),
    }),
    x: days.map(({ date }) => (daily ? String(Number(date.slice(8))) : date.slice(5))),
    limits,
    ...(unit === null ? {} : { unit }),
    ...(at === -1 ? {} : { nowAt: at }),
  }
  const drawn = seriesOf(series, at, t)
  return (
    <div className="usage-chart">
      {base === null ? <LineChart {...shared} series={drawn} /> : <AreaChart {...shared} series={drawn} />}
    </div>
  )
}

function seriesOf({ days, base, forecast }: UsageSeries, at: number, t: ReturnType<typeof useText>): ChartSeries[] {
  const values = days.map(({ value }) => value)
  const ahead: ChartSeries[] =
    forecast === null || at === -1 || values[at] === null
      ? []
      : [
          {
            name: t('usage.forecast'),
            role: 'forecast',
            values: values.map((_, n) => (n < at ? null : round(values[at]! + (n - at) * forecast.perDay))),
          },
        ]
  if (base === null) return [{ name: t('usage.used'), values: values.map(orNull(round)) }, ...ahead]
  return [
    { name: t('usage.within'), values: values.map(orNull((value) => round(Math.min(value, base)))) },
    { name: t('usage.above'), values: values.map(orNull((value) => round(Math.max(0, value - base)))) },
    ...ahead,
  ]
}

function orNull(of: (value: number) => number) {
  return (value: number | null): number | null => (value === null ? null : of(value))
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
