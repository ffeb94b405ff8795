import { rowsOf, useQuery, useUrlValue } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { Card, DataTable, EmptyState, TabStrip, type Column } from '#kit/ui'
import { BREAKDOWNS, REPORT_COLUMNS, type Breakdown, type ReportColumn } from '../../contract.ts'
import { conversationApi, type Indicators } from '../api.ts'
import { changeWords } from './change.ts'
import { DownloadButton } from './download-button.tsx'
import type { Span } from './span.ts'

interface Line {
  readonly key: string | null
  readonly name: string | null
  readonly indicators: Indicators
  readonly former: Indicators | undefined
}

/** The same figures by day, hour of the day, channel, team or agent, each beside the time before. */
export function Breakdowns({ span, former }: { span: Span; former: Span }) {
  const t = useText('quality')
  const [chosen, choose] = useUrlValue('by', 'agent')
  const by = BREAKDOWNS.find((name) => name === chosen) ?? 'agent'
  const tabs = BREAKDOWNS.map((key) => ({ key, label: t(`report.by.${key}`) }))
  return (
    <Card>
      <div className="breakdown-head row">
        <TabStrip label={t('report.breakdown')} tabs={tabs} value={by} onChange={choose} />
        <span className="right" />
        <DownloadButton report="figures" query={{ ...span, by }} />
      </div>
      <BreakdownTable by={by} span={span} former={former} />
    </Card>
  )
}

/** Columns that a reader wants first; the others are in the column list. */
const SHOWN: ReadonlySet<string> = new Set([
  'conversations',
  'firstResponseSeconds',
  'firstResponseInTime',
  'abandonment',
  'firstContactResolution',
  'satisfaction',
  'handlingSeconds',
])

function BreakdownTable({ by, span, former }: { by: Breakdown; span: Span; former: Span }) {
  const t = useText('quality')
  const formats = useFormats()
  const now = useQuery(conversationApi.query('readFigures', { query: { ...span, by } }))
  const before = useQuery(conversationApi.query('readFigures', { query: { ...former, by } }))
  const known = before.data?.items ?? []
  const lines = (now.data?.items ?? [])
    .filter(({ key }) => key !== null)
    // Days are compared by their place in the time: the second day with the second one before.
    .map((line, index): Line => ({
      ...line,
      former: (by === 'day' ? known[index] : known.find(({ key }) => key === line.key))?.indicators,
    }))
  const nameOf = ({ key, name }: Line) => name ?? keyWords(by, key, formats.day)
  const columns: Column<Line>[] = [
    { key: 'name', title: t(`report.by.${by}`), role: 'subject', render: nameOf },
    ...REPORT_COLUMNS.map((column) => ({
      key: column.key,
      title: t(`report.figure.${column.key}`),
      align: 'right' as const,
      optional: !SHOWN.has(column.key),
      render: (line: Line) => <Figure line={line} column={column} />,
    })),
  ]
  return (
    <DataTable
      name="conversation.report"
      label={t(`report.by.${by}`)}
      rows={rowsOf(lines)}
      columns={columns}
      rowKey={({ key }) => key ?? ''}
      empty={<EmptyState title={t('report.empty')} />}
    />
  )
}

function keyWords(by: Breakdown, key: string | null, day: (value: string) => string): string {
  if (key === null) return '–'
  if (by === 'day') return day(key)
  return by === 'hour_of_day' ? `${key.padStart(2, '0')}:00` : '–'
}

/** A figure with its change; satisfaction with how many answered at all. */
function Figure({ line: { indicators, former }, column: { key, unit } }: { line: Line; column: ReportColumn }) {
  const t = useText('quality')
  const formats = useFormats()
  const value = indicators[key]
  const text = {
    count: () => formats.number(value),
    share: () => formats.percent(value),
    seconds: () => formats.duration(value === null ? null : Math.round(value)),
  }[unit]()
  const answered = key === 'satisfaction' && t('report.answered', { share: formats.percent(indicators.responseRate) })
  return (
    <span className="figure-cell nb">
      {text} {answered && <span className="s t3">{answered}</span>}
      <span className="s t3 block">
        {former ? changeWords(formats, t, unit, value, former[key]) : t('report.noFormer')}
      </span>
    </span>
  )
}
