import { Button, Drawer, Segmented } from 'antd'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useUrlValue } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { useKeys } from '#kit/slots'
import {
  atLeast,
  EmptyState,
  ErrorNotice,
  Inspector,
  ListSkeleton,
  PageTitle,
  Pane,
  Panes,
  useScreenWidth,
} from '#kit/ui'
import { Backlog } from './backlog.tsx'
import { BoardMap } from './board-map.tsx'
import { backlogOf, dayBeside } from './board-model.ts'
import { useByHand, type ByHand } from './by-hand/use-by-hand.ts'
import { VisitActs } from './by-hand/visit-acts.tsx'
import { BoardTable } from './lanes/board-table.tsx'
import { Gantt } from './lanes/gantt.tsx'
import { Loads, TechnicianDay } from './loads.tsx'
import { PublishButton } from './publish-button.tsx'
import { Tray } from './tray.tsx'
import { useBoard, type BoardState } from './use-board.ts'
import { usePlanning, type Planning } from './use-planning.ts'
import { WhySection } from './why/why-section.tsx'
import { VisitDetails } from '../visit/visit-details.tsx'
import './board.css'

type View = 'lanes' | 'table' | 'map' | 'backlog'

/** The dispatcher's day: what is to be planned, who goes when, and where. */
export function BoardPage() {
  const t = useText('field')
  const state = useBoard()
  const planning = usePlanning(state)
  const byHand = useByHand(state)
  const [view, setView] = useView()
  const wide = atLeast(useScreenWidth(), 'wide')
  useKeys([
    { keys: '[', titleKey: 'field:board.before', group: 'screen', run: () => state.goTo(dayBeside(state.day, -1)) },
    { keys: ']', titleKey: 'field:board.after', group: 'screen', run: () => state.goTo(dayBeside(state.day, 1)) },
    { keys: 'Escape', run: () => (byHand.held ? byHand.hold(undefined) : state.select('')) },
    {
      keys: 'W',
      titleKey: 'field:why.key',
      group: 'screen',
      run: () => document.querySelector('#why')?.scrollIntoView({ block: 'center' }),
    },
  ])
  return (
    <Panes show={view === 'backlog' ? 'list' : 'main'}>
      <Pane
        kind="list"
        name="field.backlog"
        label={t('board.backlog')}
        bar={<BacklogTitle state={state} onBoard={() => setView('lanes')} />}
      >
        <Backlog state={state} byHand={byHand} />
      </Pane>
      <Pane
        onBack={() => setView('backlog')}
        bar={<BoardBar state={state} planning={planning} view={view} setView={setView} />}
        foot={<Tray state={state} planning={planning} byHand={byHand} />}
      >
        <Lanes state={state} view={view} byHand={byHand} />
      </Pane>
      {wide ? (
        <Inspector name="field.board.inspector" label={t('board.details')}>
          <div className="board-map">
            <BoardMap state={state} />
          </div>
          <Chosen state={state} byHand={byHand} />
        </Inspector>
      ) : (
        <Drawer
          open={state.selected !== '' || state.technician !== ''}
          onClose={() => state.select('')}
          title={t('board.details')}
          classNames={{ body: 'inspector-drawer' }}
        >
          <Chosen state={state} byHand={byHand} />
        </Drawer>
      )}
    </Panes>
  )
}

/** `V` switches between the lanes and their table; a phone always shows the table. */
function useView(): readonly [View, (view: View) => void] {
  const [word, set] = useUrlValue('view', 'lanes')
  const phone = useScreenWidth() === 'phone'
  const view = (word === 'lanes' && phone ? 'table' : word) as View
  useKeys([
    {
      keys: 'V',
      titleKey: 'field:board.switchView',
      group: 'screen',
      run: () => set(view === 'table' ? 'lanes' : 'table'),
    },
  ])
  return [view, set]
}

function Lanes({ state, view, byHand }: { state: BoardState; view: View; byHand: ByHand }) {
  const t = useText('field')
  const { board, error, retry } = state
  if (!board) return error ? <ErrorNotice error={error} onRetry={retry} /> : <ListSkeleton />
  if (view === 'map') {
    return (
      <div className="board-map whole">
        <BoardMap state={state} />
      </div>
    )
  }
  if (board.lanes.length === 0 && state.bars.length === 0) {
    return <EmptyState title={t('board.nobody')} hint={t('board.nobodyHint')} />
  }
  return view === 'table' ? <BoardTable state={state} /> : <Gantt state={state} byHand={byHand} />
}

function Chosen({ state, byHand }: { state: BoardState; byHand: ByHand }) {
  const lane = state.board?.lanes.find(({ technicianId }) => technicianId === state.technician)
  if (state.selected !== '') {
    return (
      <>
        <VisitActs state={state} byHand={byHand} />
        <WhySection state={state} />
        <VisitDetails visitId={state.selected} />
      </>
    )
  }
  return lane ? <TechnicianDay lane={lane} state={state} /> : <Loads state={state} />
}

function BacklogTitle({ state, onBoard }: { state: BoardState; onBoard: () => void }) {
  const t = useText('field')
  const beside = atLeast(useScreenWidth(), 'medium')
  return (
    <>
      <h2>
        {t('board.backlog')} <span className="n t3">{backlogOf(state.board?.visits ?? []).length}</span>
      </h2>
      {!beside && (
        <Button className="right" onClick={onBoard}>
          {t('board.title')}
        </Button>
      )}
    </>
  )
}

interface BarProps {
  readonly state: BoardState
  readonly planning: Planning
  readonly view: View
  readonly setView: (view: View) => void
}

function BoardBar({ state, planning, view, setView }: BarProps) {
  const t = useText('field')
  const screen = useScreenWidth()
  const views: View[] = atLeast(screen, 'wide') ? ['lanes', 'table'] : ['lanes', 'table', 'map']
  const offered = screen === 'phone' ? views.filter((one) => one !== 'lanes') : views
  return (
    <>
      <span className="wide">
        <PageTitle />
      </span>
      <DaySwitch state={state} />
      <span className="wide">
        <Segmented
          aria-label={t('board.switchView')}
          value={view}
          options={offered.map((value) => ({ value, label: t(`board.view.${value}`) }))}
          onChange={(value) => setView(value)}
        />
      </span>
      <span className="right" />
      <PlanButtons state={state} planning={planning} />
    </>
  )
}

function DaySwitch({ state: { day, today, goTo } }: { state: BoardState }) {
  const t = useText('field')
  const formats = useFormats()
  return (
    <span className="row day-switch">
      <Button
        aria-label={t('board.before')}
        title={t('board.before')}
        icon={<ChevronLeft aria-hidden size={14} strokeWidth={1.75} />}
        onClick={() => goTo(dayBeside(day, -1))}
      />
      <button
        type="button"
        className="nb sb"
        title={day === today ? t('board.isToday') : t('board.toToday')}
        onClick={() => goTo(today)}
      >
        {formats.day(day)}
      </button>
      <Button
        aria-label={t('board.after')}
        title={t('board.after')}
        icon={<ChevronRight aria-hidden size={14} strokeWidth={1.75} />}
        onClick={() => goTo(dayBeside(day, 1))}
      />
    </span>
  )
}

function PlanButtons({ state: { plan }, planning }: { state: BoardState; planning: Planning }) {
  const t = useText('field')
  return (
    <>
      {planning.mayPlan && (
        <Button loading={planning.planning} onClick={planning.optimise}>
          {t(planning.planning ? 'board.planning' : 'board.optimise')}
          <kbd className="wide">O</kbd>
        </Button>
      )}
      <span className="wide">
        <PublishButton plan={plan} planning={planning} />
      </span>
    </>
  )
}
