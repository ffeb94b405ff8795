import { Package, TriangleAlert } from 'lucide-react'
import { useQuery } from '#kit/data'
import { useFormats, useLocale, useLocalName, useText } from '#kit/i18n'
import { Chip, ContextList, EmptyState, SeverityMark, SlaClock, type ContextRow } from '#kit/ui'
import { fieldApi, type Plan, type StockRow, type Visit } from '../api.ts'
import { severityOf } from '../visit/marks.tsx'
import { usePlaceName } from '../visit/place-name.ts'
import { backlogOf } from './board-model.ts'
import type { ByHand } from './by-hand/use-by-hand.ts'
import { grab } from './lanes/drop-lane.tsx'
import type { BoardState } from './use-board.ts'

/** What nobody has planned yet, by deadline; with a draft, where it would go. */
export function Backlog({ state, byHand }: { state: BoardState; byHand: ByHand }) {
  const { board, plan, selected, select } = state
  const t = useText('field')
  const { data: stock } = useQuery(fieldApi.query('listStock'))
  const render = useBacklogRow(plan, stock?.items ?? [], byHand)
  return (
    <ContextList
      label={t('board.backlog')}
      groups={[{ key: 'all', items: backlogOf(board?.visits ?? []) }]}
      rowKey={({ visitId }) => visitId}
      selected={selected}
      onOpen={({ visitId }) => select(visitId)}
      render={render}
      empty={<EmptyState title={t('board.nothingToPlan')} hint={t('board.nothingToPlanHint')} />}
    />
  )
}

function useBacklogRow(
  plan: Plan | undefined,
  stock: readonly StockRow[],
  byHand: ByHand,
): (visit: Visit) => ContextRow {
  return (visit) => ({
    mark: <SeverityMark level={severityOf(visit.priority)} form="mark" />,
    title: <Draggable visit={visit} byHand={byHand} />,
    detail: <BacklogDetail visit={visit} stock={stock} plan={plan} />,
    end: visit.dueAt !== null && <SlaClock dueAt={visit.dueAt} form="compact" />,
  })
}

/** The subject is the handle by which a visit is dragged into a lane. */
function Draggable({ visit, byHand }: { visit: Visit; byHand: ByHand }) {
  if (!byHand.mayMove(visit)) return visit.subject
  return (
    <span
      className="drag-handle"
      draggable
      onDragStart={(event) => {
        grab(event, 0)
        byHand.hold({ visit, technicianId: '', minute: 0 })
      }}
      onDragEnd={(event) => {
        if (event.dataTransfer.dropEffect === 'none') byHand.hold(undefined)
      }}
    >
      {visit.subject}
    </span>
  )
}

/** Where the draft would put it, or that it could not. */
function Place({ visit, plan }: { visit: Visit; plan: Plan | undefined }) {
  const t = useText('field')
  const formats = useFormats()
  const change = plan?.changes.find(({ visitId }) => visitId === visit.visitId)
  if (change) {
    return (
      <Chip tone="accent" shape="new">
        {t('board.placed', { time: formats.time(change.startsAt) })}
      </Chip>
    )
  }
  if (plan?.summary.unplanned.some(({ visitId }) => visitId === visit.visitId)) {
    return (
      <Chip tone="warn" icon={TriangleAlert}>
        {t('board.notPlannable')}
      </Chip>
    )
  }
  return null
}

interface DetailProps {
  readonly visit: Visit
  readonly stock: readonly StockRow[]
  readonly plan: Plan | undefined
}

function BacklogDetail({ visit, stock, plan }: DetailProps) {
  const code = visit.partCodes[0]
  const place = usePlaceName()(visit)
  return (
    <>
      <span className="backlog-line n">{visit.number}</span>
      {place !== null && <span className="backlog-line">{place}</span>}
      {code !== undefined && <PartLine code={code} stock={stock} />}
      <Place visit={visit} plan={plan} />
    </>
  )
}

/** Where most of the first part is free; that nothing is free anywhere is told before anybody plans. */
function PartLine({ code, stock }: { code: string; stock: readonly StockRow[] }) {
  const t = useText('field')
  const english = useLocale() === 'en'
  const nameOf = useLocalName()
  const free = (row: StockRow): number => row.onHand - row.reserved
  const [best] = stock.filter(({ partCode }) => partCode === code).toSorted((a, b) => free(b) - free(a))
  const part = best ? (english ? best.partNameEn : best.partName) : code
  const there = best !== undefined && free(best) > 0
  return (
    <span className={there ? 'backlog-line' : 'backlog-line warn'}>
      {there ? (
        <Package aria-hidden size={14} strokeWidth={1.75} />
      ) : (
        <TriangleAlert aria-hidden size={14} strokeWidth={1.75} />
      )}
      {there
        ? t('board.partThere', { part, place: nameOf(best.locationName, best.locationAlias), count: free(best) })
        : t('board.partNowhere', { part })}
    </span>
  )
}
