import { Button } from 'antd'
import { Undo2 } from 'lucide-react'
import { RefusedByServer } from '#kit/data'
import { useFormats, useLocalName, useText } from '#kit/i18n'
import { Chip, ErrorNotice, Shape } from '#kit/ui'
import type { Plan, VisitChange } from '../api.ts'
import { VerdictRows } from './by-hand/verdict-rows.tsx'
import type { ByHand } from './by-hand/use-by-hand.ts'
import { PublishButton } from './publish-button.tsx'
import type { BoardState } from './use-board.ts'
import type { Planning } from './use-planning.ts'
import { UnplannedRow } from './why/unplanned-row.tsx'

/** What stands in the way is asked for each one; the rest tell it when they are opened. */
const UNPLANNED_TOLD = 5

const STALE = new Set(['field.draft-stale', 'field.parts-gone', 'field.draft-not-found'])

/** Below the lanes: what the draft would change, and why it could not be made or published. */
export function Tray({ state, planning, byHand }: { state: BoardState; planning: Planning; byHand: ByHand }) {
  const { plan } = state
  if (!plan && !planning.error && !byHand.error && !byHand.verdict) return null
  return (
    <section className="tray" aria-live="polite">
      <VerdictRows byHand={byHand} />
      {planning.error && <PlanRefused error={planning.error} planning={planning} />}
      {plan && <TrayHead plan={plan} planning={planning} />}
      {plan && (
        <ul className="tray-rows">
          {plan.changes.map((change) => (
            <ChangeRow key={change.visitId} change={change} state={state} />
          ))}
          {plan.summary.unplanned.slice(0, UNPLANNED_TOLD).map((visit) => (
            <UnplannedRow key={visit.visitId} {...visit} state={state} />
          ))}
        </ul>
      )}
    </section>
  )
}

function PlanRefused({ error, planning }: { error: Error; planning: Planning }) {
  const t = useText('field')
  const stale = error instanceof RefusedByServer && STALE.has(error.problem.code)
  if (!stale) return <ErrorNotice error={error} what={t('tray.notPlanned')} onRetry={planning.optimise} />
  return (
    <div className="tray-refused row" role="alert">
      <span className="bad">
        <Shape name="late" />
      </span>
      <span className="grow">
        <b>{t('tray.notPublished')}</b> {error.message}
      </span>
      <Button type="primary" loading={planning.planning} onClick={planning.optimise}>
        {t('tray.again')}
      </Button>
    </div>
  )
}

function TrayHead({ plan, planning }: { plan: Plan; planning: Planning }) {
  const t = useText('field')
  const formats = useFormats()
  const less = useLessDriving()
  const { changes, summary } = plan
  const facts = [
    t('tray.planned', { count: summary.planned }),
    t('tray.moved', { count: summary.moved }),
    summary.confirmedMoved === 0 && t('tray.confirmedMoved', { count: 0 }),
    t('tray.travel', { duration: formats.duration(summary.travelSeconds) }),
    less(summary),
  ]
  return (
    <header className="tray-head">
      <b className="nb">{changes.length === 0 ? t('tray.nothing') : t('tray.title', { count: changes.length })}</b>
      <span className="s t2">{facts.filter(Boolean).join(' · ')}</span>
      {summary.confirmedMoved > 0 && (
        <Chip tone="warn" shape="half">
          {t('tray.confirmedMoved', { count: summary.confirmedMoved })}
        </Chip>
      )}
      {summary.unplanned.length > 0 && (
        <Chip tone="warn" shape="late" title={summary.unplanned.map(({ number }) => number).join(', ')}>
          {t('tray.unplanned', { count: summary.unplanned.length })}
        </Chip>
      )}
      <Button
        className="right"
        type="text"
        icon={<Undo2 aria-hidden size={14} strokeWidth={1.75} />}
        onClick={planning.discard}
      >
        {t('tray.discard')}
      </Button>
      <span className="phone">
        <PublishButton plan={plan} planning={planning} />
      </span>
    </header>
  )
}

/** `38 min less driving`: this draft against the day as it is published. */
function useLessDriving(): (summary: Plan['summary']) => string {
  const t = useText('field')
  const formats = useFormats()
  return ({ travelSeconds, presentTravelSeconds }) => {
    const minutes = Math.round((presentTravelSeconds - travelSeconds) / 60)
    const duration = formats.duration(Math.abs(minutes) * 60)
    if (minutes === 0) return t('tray.sameDriving')
    return t(minutes > 0 ? 'tray.lessDriving' : 'tray.moreDriving', { duration })
  }
}

function ChangeRow({ change, state }: { change: VisitChange; state: BoardState }) {
  const t = useText('field')
  const formats = useFormats()
  const nameOf = useLocalName()
  const { board, select } = state
  const visit = board?.visits.find(({ visitId }) => visitId === change.visitId)
  const stores = change.holds.flatMap(({ locationId, partCode }) => {
    const place = board?.locations.find((location) => location.locationId === locationId)
    return place ? [t('tray.part', { part: partCode, place: nameOf(place.name, place.alias) })] : []
  })
  return (
    <li>
      <button type="button" className="tray-row" onClick={() => select(change.visitId)}>
        <b className="n">{visit?.number ?? '–'}</b>
        <span className="t2">{t(`tray.${change.moved ? 'move' : 'place'}${change.byHand ? 'ByHand' : ''}`)}</span>
        <span className="grow cut">
          {change.technicianName} {formats.timeRange(change.startsAt, change.endsAt)}
          {stores.length > 0 && <span className="t2"> · {stores.join(', ')}</span>}
        </span>
        {change.moved && visit?.startsAt && (
          <span className={change.wasConfirmed ? 'warn nb' : 't2 nb'}>
            {change.wasConfirmed
              ? t('tray.wasConfirmed', { time: formats.time(visit.startsAt) })
              : t('tray.was', { time: formats.time(visit.startsAt) })}
          </span>
        )}
      </button>
    </li>
  )
}
