import { useMemo } from 'react'
import { rowsOf, rowsOfQuery, useLive, useQuery } from '#kit/data'
import { localName, useLocale, useLocalName, useText } from '#kit/i18n'
import {
  Chip,
  DataTable,
  EmptyState,
  FilterBar,
  PageTitle,
  Pane,
  Panes,
  Shape,
  useFilters,
  type Column,
  type Filter,
} from '#kit/ui'
import { fieldApi, type StockRow } from '../api.ts'

/** What lies where: free, held for visits, and what should be ordered again. */
export function StockPage() {
  const t = useText('field')
  const query = useQuery(fieldApi.query('listStock'))
  useLive(['field.stock', 'field.board'], { refetch: [fieldApi.key('listStock')] })
  const all = useMemo(() => query.data?.items ?? [], [query.data])
  const filters = useFilters(useStockFilters(all))
  const { values, words } = filters
  const items = useMemo(() => all.filter((row) => matches(row, values, words)), [all, values, words])
  const rows = { ...rowsOfQuery(query, () => []), ...(query.data ? { items: rowsOf(items).items } : {}) }
  return (
    <Panes>
      <Pane bar={<PageTitle count={items.length} />} head={<FilterBar filters={filters} searchable />}>
        <DataTable
          name="field.stock"
          label={t('stock.title')}
          rows={rows}
          columns={useStockColumns()}
          rowKey={({ locationId, partCode }) => `${locationId} ${partCode}`}
          filters={filters}
          empty={<EmptyState title={t('stock.empty')} hint={t('stock.emptyHint')} />}
        />
      </Pane>
    </Panes>
  )
}

export function freeOf({ onHand, reserved }: Pick<StockRow, 'onHand' | 'reserved'>): number {
  return onHand - reserved
}

/** Free at or below the mark; a place that keeps none of a part on purpose has the mark 0 and nothing to order. */
export function isLow(row: Pick<StockRow, 'onHand' | 'reserved' | 'reorderAt'>): boolean {
  return row.reorderAt > 0 && freeOf(row) <= row.reorderAt
}

export function matches(row: StockRow, values: Readonly<Record<string, string>>, words: string): boolean {
  const { part, place, level } = values
  const text =
    `${row.partCode} ${row.partName} ${row.partNameEn} ${row.locationName} ${row.locationAlias ?? ''}`.toLowerCase()
  return (
    (part === undefined || row.partCode === part) &&
    (place === undefined || row.locationId === place) &&
    (level === undefined || (level === 'low') === isLow(row)) &&
    text.includes(words.trim().toLowerCase())
  )
}

function useStockFilters(rows: readonly StockRow[]): Filter[] {
  const t = useText('field')
  const english = useLocale() === 'en'
  return useMemo(() => {
    const parts = new Map(
      rows.map((row) => [row.partCode, `${row.partCode} ${english ? row.partNameEn : row.partName}`]),
    )
    const places = new Map(
      rows.map(({ locationId, locationName, locationAlias }) => [
        locationId,
        localName(english ? 'en' : 'zh-CN', locationName, locationAlias),
      ]),
    )
    const levels = ['low', 'enough'].map((value) => ({ value, label: t(`stock.${value}`) }))
    return [
      { name: 'part', label: t('stock.part'), options: optionsOf(parts) },
      { name: 'place', label: t('stock.place'), options: optionsOf(places) },
      { name: 'level', label: t('stock.level'), options: levels },
    ]
  }, [rows, english, t])
}

function optionsOf(labels: ReadonlyMap<string, string>) {
  return [...labels].map(([value, label]) => ({ value, label }))
}

function useStockColumns(): Column<StockRow>[] {
  const t = useText('field')
  const nameOf = useLocalName()
  const english = useLocale() === 'en'
  const figure = (key: string, of: (row: StockRow) => number): Column<StockRow> => ({
    key,
    title: t(`stock.${key}`),
    align: 'right',
    render: (row) => <span className="n">{of(row)}</span>,
    wideOnly: true,
  })
  return [
    { key: 'mark', title: t('stock.level'), role: 'mark', render: (row) => <LevelMark low={isLow(row)} /> },
    {
      key: 'code',
      title: t('stock.code'),
      role: 'id',
      render: ({ partCode }) => <span className="mono">{partCode}</span>,
    },
    {
      key: 'part',
      title: t('stock.part'),
      role: 'subject',
      render: ({ partName, partNameEn }) => (english ? partNameEn : partName),
    },
    {
      key: 'place',
      title: t('stock.place'),
      render: ({ locationName, locationAlias }) => nameOf(locationName, locationAlias),
    },
    { key: 'kind', title: t('stock.kindTitle'), render: ({ kind }) => t(`stock.kind.${kind}`), wideOnly: true },
    figure('onHand', ({ onHand }) => onHand),
    figure('held', ({ reserved }) => reserved),
    figure('reorderAt', ({ reorderAt }) => reorderAt),
    { key: 'free', title: t('stock.free'), role: 'end', align: 'right', render: (row) => <Free row={row} /> },
  ]
}

function LevelMark({ low }: { low: boolean }) {
  const t = useText('field')
  return (
    <span className={low ? 'mark warn' : 'mark ok'} title={t(low ? 'stock.low' : 'stock.enough')}>
      <Shape name={low ? 'late' : 'done'} label={t(low ? 'stock.low' : 'stock.enough')} />
    </span>
  )
}

function Free({ row }: { row: StockRow }) {
  const t = useText('field')
  const free = freeOf(row)
  return isLow(row) ? (
    <Chip tone="warn" title={t('stock.low')}>
      {t('stock.freeLow', { count: free })}
    </Chip>
  ) : (
    <span className="n sb">{free}</span>
  )
}
