import { Segmented } from 'antd'
import { useMemo } from 'react'
import { BarChart } from '#kit/charts'
import { nowMs, rowsOf, useQuery, useUrlValue } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import {
  Card,
  DataTable,
  EmptyState,
  ErrorNotice,
  FigureTile,
  ListSkeleton,
  PageTitle,
  Pane,
  Panes,
  type Column,
} from '#kit/ui'
import { conversationApi, type Indicators } from '../api.ts'
import { spanOf, type RangeName } from './span.ts'
import './figures.css'

const RANGES = ['today', 'week', 'month'] as const

/** How it went: today, this week, this month; each rate beside what it was counted from. */
export function FiguresPage() {
  const t = useText('conversation')
  const [chosen, choose] = useUrlValue('range', 'week')
  const range = RANGES.find((name) => name === chosen) ?? 'week'
  const options = RANGES.map((value) => ({ value, label: t(`figures.${value}`) }))
  const bar = (
    <>
      <PageTitle />
      <span className="right" />
      <Segmented<RangeName> aria-label={t('figures.range')} options={options} value={range} onChange={choose} />
    </>
  )
  return (
    <Panes>
      <Pane padded bar={bar}>
        <Figures key={range} range={range} />
      </Pane>
    </Panes>
  )
}

function Figures({ range }: { range: RangeName }) {
  const t = useText('conversation')
  const formats = useFormats()
  const { from, to } = useMemo(() => spanOf(range, nowMs(), formats.zone), [range, formats.zone])
  const asked = { from, to }
  const total = useQuery(conversationApi.query('readFigures', { query: { ...asked, by: 'total' } }))
  const by = range === 'today' ? 'hour' : 'day'
  const curve = useQuery(conversationApi.query('readFigures', { query: { ...asked, by } }))
  const all = total.data?.items[0]?.indicators
  if (total.error) return <ErrorNotice error={total.error} onRetry={() => void total.refetch()} />
  if (total.isPending) return <ListSkeleton />
  if (!all || all.conversations === 0) return <EmptyState title={t('figures.empty')} />
  const points = curve.data?.items ?? []
  return (
    <section className="figures" tabIndex={0} aria-label={t('figures.title')}>
      <Tiles all={all} />
      <Card title={t('figures.curve')}>
        <BarChart
          summary={t('figures.summary', { count: all.conversations })}
          x={points.map(({ key }) => (by === 'hour' ? formats.time(key) : formats.day(key)))}
          series={[
            { name: t('figures.conversations'), values: points.map(({ indicators }) => indicators.conversations) },
          ]}
        />
      </Card>
      <Breakdown title={t('figures.byAgent')} by="agent" asked={asked} />
      <Breakdown title={t('figures.byChannel')} by="channel" asked={asked} />
    </section>
  )
}

function Tiles({ all }: { all: Indicators }) {
  const t = useText('conversation')
  const { number, percent, duration } = useFormats()
  return (
    <div className="figure-tiles">
      <FigureTile label={t('figures.conversations')} value={number(all.conversations)} />
      <FigureTile label={t('figures.firstResponse')} value={duration(all.firstResponseSeconds)}>
        {t('figures.inTime', { share: percent(all.firstResponseInTime) })}
      </FigureTile>
      <FigureTile label={t('figures.queueWait')} value={duration(all.queueSeconds)} />
      <FigureTile label={t('figures.abandonment')} value={percent(all.abandonment, { digits: 1 })} />
      <FigureTile label={t('figures.satisfaction')} value={percent(all.satisfaction)}>
        {t('figures.rated', { count: all.rated, share: percent(all.responseRate) })}
      </FigureTile>
      <FigureTile label={t('figures.botHeld')} value={percent(all.botHeld)}>
        {t('figures.assumed', { assumed: percent(all.botAssumed), confirmed: percent(all.botConfirmed) })}
      </FigureTile>
    </div>
  )
}

interface BreakdownProps {
  readonly title: string
  readonly by: 'agent' | 'channel'
  readonly asked: { readonly from: string; readonly to: string }
}

interface Line {
  readonly key: string | null
  readonly name: string | null
  readonly indicators: Indicators
}

function Breakdown({ title, by, asked }: BreakdownProps) {
  const t = useText('conversation')
  const { number, percent, duration } = useFormats()
  const { data } = useQuery(conversationApi.query('readFigures', { query: { ...asked, by } }))
  const lines = (data?.items ?? []).filter(({ key }) => key !== null)
  const column = (key: string, label: string, render: (all: Indicators) => string): Column<Line> => ({
    key,
    title: label,
    align: 'right',
    render: ({ indicators }) => render(indicators),
  })
  const columns: Column<Line>[] = [
    { key: 'name', title: t('column.name'), role: 'subject', render: ({ name }) => name ?? '–' },
    column('conversations', t('column.conversations'), (all) => number(all.conversations)),
    column('firstResponse', t('column.firstResponse'), (all) => duration(round(all.firstResponseSeconds))),
    column('inTime', t('column.inTime'), (all) => percent(all.firstResponseInTime)),
    column('satisfaction', t('column.satisfaction'), (all) => percent(all.satisfaction)),
    column('handling', t('figures.handling'), (all) => duration(round(all.handlingSeconds))),
  ]
  return (
    <Card title={title}>
      <DataTable
        name={`conversation.figures.${by}`}
        arrangeable={false}
        label={title}
        rows={rowsOf(lines)}
        columns={columns}
        rowKey={({ key }) => key ?? ''}
        empty={<EmptyState title={t('figures.empty')} />}
      />
    </Card>
  )
}

function round(seconds: number | null): number | null {
  return seconds === null ? null : Math.round(seconds)
}
