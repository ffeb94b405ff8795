import { Button, Segmented } from 'antd'
import { Plus } from 'lucide-react'
import { useMemo } from 'react'
import { rowsOf, useUrlValue, type Rows } from '#kit/data'
import { useText } from '#kit/i18n'
import {
  DataTable,
  EmptyState,
  FilterBar,
  Money,
  Pane,
  RelativeTime,
  SeverityMark,
  SlaClock,
  StatusMark,
  toast,
  useFilters,
  type Column,
  type SeverityLevel,
  type StatusShape,
} from '#kit/ui'

interface Incident {
  readonly id: string
  readonly level: SeverityLevel
  readonly subject: string
  readonly customer: string
  readonly owner: string
  readonly status: StatusShape
  readonly dueAt: string
  readonly updatedAt: string
  readonly amountMinor: string
}

const at = (time: string, day = '20') => `2026-11-${day}T${time}:00+08:00`

export function TablePart() {
  const t = useText('gallery')
  const [state, setState] = useUrlValue('state', 'full')
  const sort = useUrlValue('sort')
  const [selected, select] = useUrlValue('id')
  const filters = useFilters(useGalleryFilters())
  const incidents = useIncidents().filter(
    ({ status }) => !filters.values['status'] || status === filters.values['status'],
  )
  const bar = (
    <>
      <h2>
        {t('incidents')} <span className="n t3">28</span>
      </h2>
      <span className="right" />
      <Segmented
        aria-label={t('status')}
        value={state}
        onChange={setState}
        options={['full', 'loading', 'failed', 'nothing'].map((value) => ({
          value,
          label: value === 'full' ? t('all') : t(value),
        }))}
        className="wide"
      />
      <Button type="primary" icon={<Plus aria-hidden size={14} strokeWidth={1.75} />}>
        {t('new')}
      </Button>
    </>
  )
  return (
    <Pane bar={bar} head={<FilterBar filters={filters} searchable />}>
      <DataTable
        name="gallery.incidents"
        label={t('incidents')}
        rows={inState(rowsOf(incidents), state)}
        columns={useColumns()}
        rowKey={({ id }) => id}
        selected={selected}
        onOpen={({ id }) => select(id)}
        hrefOf={({ id }) => `#${id}`}
        filters={filters}
        sort={sort}
        empty={
          <EmptyState title={t('empty')} hint={t('emptyHint')} action={<Button type="primary">{t('new')}</Button>} />
        }
        bulk={(keys, clear) => <BulkActs count={keys.length} onDone={clear} />}
      />
    </Pane>
  )
}

function BulkActs({ count, onDone }: { count: number; onDone: () => void }) {
  const t = useText('gallery')
  const reassign = () => {
    onDone()
    toast({ text: `${t('toastText')} · ${count}`, undo: () => toast({ text: t('undone') }) })
  }
  return (
    <>
      <Button onClick={reassign}>{t('reassign')}</Button>
      <Button>{t('close')}</Button>
    </>
  )
}

function useColumns(): Column<Incident>[] {
  const t = useText('gallery')
  return [
    {
      key: 'level',
      title: t('severity'),
      role: 'mark',
      render: ({ level }) => <SeverityMark level={level} form="mark" />,
    },
    { key: 'id', title: t('number'), role: 'id', render: ({ id }) => id },
    { key: 'subject', title: t('subjectColumn'), role: 'subject', render: ({ subject }) => subject },
    { key: 'customer', title: t('customer'), render: ({ customer }) => customer },
    { key: 'owner', title: t('ownerColumn'), wideOnly: true, render: ({ owner }) => owner },
    {
      key: 'status',
      title: t('status'),
      wideOnly: true,
      render: ({ status }) => <StatusMark shape={status} form="plain" />,
    },
    {
      key: 'amount',
      title: t('amount'),
      align: 'right',
      optional: true,
      render: ({ amountMinor }) => <Money value={{ amountMinor, currency: 'CNY' }} />,
    },
    {
      key: 'due',
      title: t('due'),
      role: 'end',
      sort: 'dueAt',
      render: ({ dueAt }) => <SlaClock form="plain" dueAt={dueAt} targetSeconds={14_400} />,
    },
    {
      key: 'updated',
      title: t('updated'),
      align: 'right',
      sort: 'updatedAt',
      wideOnly: true,
      render: ({ updatedAt }) => <RelativeTime at={updatedAt} />,
    },
  ]
}

function useIncidents(): Incident[] {
  const t = useText('gallery')
  const row = (
    id: string,
    level: SeverityLevel,
    subject: string,
    customer: string,
    owner: string,
    status: StatusShape,
    dueAt: string,
    updatedAt: string,
  ): Incident => ({
    id,
    level,
    subject: t(`subjects.${subject}`),
    customer: t(customer),
    owner: t(owner),
    status,
    dueAt,
    updatedAt,
    amountMinor: '32900',
  })
  return [
    row('INC-20431', 1, 'a', 'hengtai', 'luoQian', 'late', at('10:19'), at('10:30')),
    row('INC-20402', 2, 'c', 'haiyue', 'suQing', 'half', at('10:49'), at('10:28')),
    row('INC-20397', 2, 'd', 'yungang', 'chen', 'half', at('11:12'), at('09:58')),
    row('INC-20388', 3, 'e', 'nanling', 'suQing', 'hold', at('11:36'), at('08:52')),
    row('INC-20418', 2, 'b', 'hengtai', 'suQing', 'half', at('17:12'), at('10:26')),
    row('INC-20377', 4, 'f', 'yungang', 'luoQian', 'new', at('18:00', '23'), at('10:24', '18')),
  ]
}

function useGalleryFilters() {
  const t = useText('gallery')
  const k = useText('kit')
  return useMemo(
    () => [
      {
        name: 'status',
        label: t('status'),
        options: ['new', 'half', 'hold', 'late', 'done'].map((value) => ({ value, label: k(`status.${value}`) })),
      },
      {
        name: 'region',
        label: t('region'),
        options: [
          { value: 'sz', label: t('shenzhen') },
          { value: 'gz', label: t('guangzhou') },
        ],
      },
    ],
    [t, k],
  )
}

function inState(rows: Rows<Incident>, state: string): Rows<Incident> {
  if (state === 'loading') return { ...rows, items: [], loading: true }
  if (state === 'failed') return { ...rows, items: [], error: new Error('ECONNREFUSED') }
  if (state === 'nothing') return { ...rows, items: [] }
  return { ...rows, hasMore: true }
}
