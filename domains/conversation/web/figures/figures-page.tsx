import { Segmented } from 'antd'
import { useMemo } from 'react'
import { BarChart } from '#kit/charts'
import { nowMs, useQuery, useUrlState } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { Card, DateRange, EmptyState, ErrorNotice, FigureTile, ListSkeleton, PageTitle, Pane, Panes } from '#kit/ui'
import { conversationApi, type Indicators } from '../api.ts'
import { Breakdowns } from './breakdowns.tsx'
import { DownloadButton } from './download-button.tsx'
import { changeWords } from './change.ts'
import { dayOf, formerSpan, spanOfDays, spanOf, type RangeName, type Span } from './span.ts'
import './figures.css'

const RANGES = ['today', 'week', 'month', 'quarter'] as const

/** How it went in a time, beside the time of the same length before; each rate beside what it was counted from. */
export function FiguresPage() {
  const t = useText('quality')
  const [, patch] = useUrlState()
  const asked = useAskedSpan()
  const options = RANGES.map((value) => ({ value, label: t(`report.range.${value}`) }))
  const { days, range } = asked
  const { zone } = useFormats()
  const head = (
    <div className="report-time">
      <DateRange
        label={t('report.days')}
        value={days}
        last={dayOf(nowMs(), zone)}
        onChange={(chosen) => patch({ from: chosen?.from, to: chosen?.to })}
      />
      <Segmented<string>
        aria-label={t('report.time')}
        options={options}
        value={days ? '' : range}
        onChange={(next) => patch({ range: next === 'week' ? undefined : next, from: undefined, to: undefined })}
      />
    </div>
  )
  return (
    <Panes>
      <Pane padded bar={<PageTitle />} head={head}>
        <Figures key={`${asked.span.from} ${asked.span.to}`} {...asked} />
      </Pane>
    </Panes>
  )
}

interface AskedSpan {
  readonly range: RangeName
  readonly days: { readonly from: string; readonly to: string } | undefined
  readonly span: Span
  readonly former: Span
}

/** What the address asks for: two days, or a range that ends now. */
function useAskedSpan(): AskedSpan {
  const [search] = useUrlState()
  const { zone } = useFormats()
  const range = RANGES.find((name) => name === search['range']) ?? 'week'
  const [from, to] = [search['from'], search['to']]
  return useMemo(() => {
    const days = typeof from === 'string' && typeof to === 'string' && from <= to ? { from, to } : undefined
    const span = days ? spanOfDays(days.from, days.to, zone) : spanOf(range, nowMs(), zone)
    return { range, days, span, former: formerSpan(span, days ? undefined : range) }
  }, [range, from, to, zone])
}

function Figures({ span, former, range, days }: AskedSpan) {
  const t = useText('quality')
  const words = useText('conversation')
  const formats = useFormats()
  const total = useQuery(conversationApi.query('readFigures', { query: { ...span, by: 'total' } }))
  const before = useQuery(conversationApi.query('readFigures', { query: { ...former, by: 'total' } }))
  const by = !days && range === 'today' ? 'hour' : 'day'
  const curve = useQuery(conversationApi.query('readFigures', { query: { ...span, by } }))
  const all = total.data?.items[0]?.indicators
  if (total.error) return <ErrorNotice error={total.error} onRetry={() => void total.refetch()} />
  if (total.isPending) return <ListSkeleton />
  if (!all || all.conversations === 0) return <EmptyState title={words('figures.empty')} />
  const points = curve.data?.items ?? []
  return (
    <section className="figures" tabIndex={0} aria-label={t('report.title')}>
      <p className="s t2">
        {t('report.compared', { from: formats.day(former.from), to: formats.day(lastDayOf(former)) })}
      </p>
      <Tiles all={all} former={before.data?.items[0]?.indicators} />
      <Card title={words('figures.curve')} aside={<DownloadButton report="figures" query={{ ...span, by: 'day' }} />}>
        <BarChart
          summary={words('figures.summary', { count: all.conversations })}
          x={points.map(({ key }) => (by === 'hour' ? formats.time(key) : formats.day(key)))}
          series={[
            { name: words('figures.conversations'), values: points.map(({ indicators }) => indicators.conversations) },
          ]}
        />
      </Card>
      <Breakdowns span={span} former={former} />
    </section>
  )
}

function lastDayOf({ to }: Span): string {
  return new Date(Date.parse(to) - 1).toISOString()
}

function Tiles({ all, former }: { all: Indicators; former: Indicators | undefined }) {
  const t = useText('conversation')
  const q = useText('quality')
  const formats = useFormats()
  const { number, percent, duration } = formats
  const seconds = (value: number | null) => duration(value === null ? null : Math.round(value))
  const before = (key: keyof Indicators, unit: 'count' | 'share' | 'seconds') =>
    changeWords(formats, q, unit, all[key], former?.[key] ?? null)
  return (
    <div className="figure-tiles">
      <FigureTile label={t('figures.conversations')} value={number(all.conversations)}>
        {before('conversations', 'count')}
      </FigureTile>
      <FigureTile label={t('figures.firstResponse')} value={seconds(all.firstResponseSeconds)}>
        {t('figures.inTime', { share: percent(all.firstResponseInTime) })} · {before('firstResponseSeconds', 'seconds')}
      </FigureTile>
      <FigureTile label={t('figures.queueWait')} value={seconds(all.queueSeconds)}>
        {before('queueSeconds', 'seconds')}
      </FigureTile>
      <FigureTile label={t('figures.abandonment')} value={percent(all.abandonment, { digits: 1 })}>
        {before('abandonment', 'share')}
      </FigureTile>
      <FigureTile label={q('report.figure.firstContactResolution')} value={percent(all.firstContactResolution)}>
        {q('report.reopened', { share: percent(all.reopened, { digits: 1 }) })} ·{' '}
        {before('firstContactResolution', 'share')}
      </FigureTile>
      <FigureTile label={t('figures.satisfaction')} value={percent(all.satisfaction)}>
        {t('figures.rated', { count: all.rated, share: percent(all.responseRate) })} · {before('satisfaction', 'share')}
      </FigureTile>
      <FigureTile label={t('figures.botHeld')} value={percent(all.botHeld)}>
        {t('figures.assumed', { assumed: percent(all.botAssumed), confirmed: percent(all.botConfirmed) })}
      </FigureTile>
    </div>
  )
}
