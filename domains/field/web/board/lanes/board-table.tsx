import { Lock } from 'lucide-react'
import { useMemo } from 'react'
import { rowsOf } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { Chip, DataTable, EmptyState, SeverityMark, type Column, type ShapeName, type Tone } from '#kit/ui'
import type { Visit } from '../../api.ts'
import { severityOf } from '../../visit/marks.tsx'
import type { Bar, Look } from '../board-model.ts'
import type { BoardState } from '../use-board.ts'
import { usePlaceName } from '../../visit/place-name.ts'

const MARKS: Readonly<Record<Look, { readonly shape: ShapeName; readonly tone: Tone }>> = {
  done: { shape: 'done', tone: 'ok' },
  running: { shape: 'half', tone: 'accent' },
  sure: { shape: 'open', tone: 'neutral' },
  draft: { shape: 'new', tone: 'accent' },
  late: { shape: 'late', tone: 'bad' },
}

/** The lanes as a table: for a phone, for a screen reader, and for who likes lists. */
export function BoardTable({ state }: { state: BoardState }) {
  const t = useText('field')
  const { board, bars, selected, select } = state
  const columns = useColumnsOfBoard(board?.lanes ?? [])
  const rows = useMemo(() => rowsOf(bars), [bars])
  return (
    <DataTable
      name="field.board"
      label={t('board.visits')}
      rows={rows}
      columns={columns}
      rowKey={({ visit }) => visit.visitId}
      selected={selected}
      onOpen={({ visit }) => select(visit.visitId)}
      empty={<EmptyState title={t('board.noVisits')} hint={t('board.noVisitsHint')} />}
    />
  )
}

function NumberCell({ visit: { number, locked } }: { visit: Visit }) {
  const t = useText('field')
  return (
    <>
      {number} {locked && <Lock aria-label={t('lock.mark')} size={12} strokeWidth={1.75} />}
    </>
  )
}

function useColumnsOfBoard(lanes: readonly { technicianId: string; name: string }[]): Column<Bar>[] {
  const t = useText('field')
  const formats = useFormats()
  const placeName = usePlaceName()
  const nameOf = (id: string): string => lanes.find(({ technicianId }) => technicianId === id)?.name ?? '–'
  return [
    {
      key: 'severity',
      title: t('severity'),
      role: 'mark',
      render: ({ visit }) => <SeverityMark level={severityOf(visit.priority)} form="mark" />,
    },
    { key: 'number', title: t('number'), role: 'id', render: ({ visit }) => <NumberCell visit={visit} /> },
    { key: 'subject', title: t('subject'), role: 'subject', render: ({ visit }) => visit.subject },
    { key: 'site', title: t('site'), render: ({ visit }) => placeName(visit) ?? '–', optional: true },
    { key: 'technician', title: t('technician'), render: ({ technicianId }) => nameOf(technicianId) },
    {
      key: 'time',
      title: t('time'),
      render: ({ startsAt, endsAt }) => <span className="n">{formats.timeRange(startsAt, endsAt)}</span>,
    },
    {
      key: 'state',
      title: t('stateTitle'),
      role: 'end',
      render: ({ look, lateSeconds }) => (
        <Chip shape={MARKS[look].shape} shapeTone={MARKS[look].tone} tone={look === 'late' ? 'bad' : 'neutral'}>
          {look === 'late' ? t('board.lateBy', { duration: formats.duration(lateSeconds) }) : t(`look.${look}`)}
        </Chip>
      ),
    },
  ]
}
