import { Package } from 'lucide-react'
import type { CSSProperties } from 'react'
import { useNow } from '#kit/data'
import { useFormats, useLocalName, useText } from '#kit/i18n'
import { Avatar } from '#kit/ui'
import type { Lane } from '../../api.ts'
import { loadOf, offTimes, placeIn, placeOfBar, type Bar } from '../board-model.ts'
import type { ByHand } from '../by-hand/use-by-hand.ts'
import { DropLane } from './drop-lane.tsx'
import { Legend } from './legend.tsx'
import type { BoardState } from '../use-board.ts'
import { VisitBar } from './visit-bar.tsx'

/** The day as lanes: one line a technician, then the stores whose parts are fetched on the way. */
export function Gantt({ state, byHand }: { state: BoardState; byHand: ByHand }) {
  const t = useText('field')
  const nameOf = useLocalName()
  const { board, bars, span } = state
  const hours = Array.from({ length: (span.until - span.from) / 60 }, (_, index) => span.from / 60 + index)
  const lanes = board?.lanes ?? []
  return (
    <div className="gantt" style={{ '--hours': hours.length } as CSSProperties}>
      <div className="gantt-hours n" aria-hidden>
        <span>{t('board.technicians', { count: lanes.length })}</span>
        {hours.map((hour) => (
          <span key={hour}>{String(hour % 24).padStart(2, '0')}</span>
        ))}
      </div>
      <NowLine state={state} />
      <ul aria-label={t('board.lanes')}>
        {lanes.map((lane) => (
          <TechnicianLane
            key={lane.technicianId}
            lane={lane}
            state={state}
            byHand={byHand}
            bars={bars.filter(({ technicianId }) => technicianId === lane.technicianId)}
          />
        ))}
        {board?.locations.map(({ locationId, name, alias }) => (
          <StoreLane key={locationId} id={locationId} name={nameOf(name, alias) ?? name} state={state} />
        ))}
      </ul>
      <Legend />
    </div>
  )
}

interface LaneProps {
  readonly lane: Lane
  readonly bars: readonly Bar[]
  readonly state: BoardState
  readonly byHand: ByHand
}

function TechnicianLane({ lane, bars, state, byHand }: LaneProps) {
  const t = useText('field')
  const formats = useFormats()
  const { span, minuteOf, technician, selectTechnician } = state
  const { workSeconds, shiftSeconds } = loadOf(lane, bars)
  const chosen = technician === lane.technicianId
  return (
    <li className={chosen ? 'lane chosen' : 'lane'}>
      <button
        type="button"
        className="lane-who"
        title={skillsOf(lane)}
        aria-pressed={chosen}
        onClick={() => selectTechnician(chosen ? '' : lane.technicianId)}
      >
        <Avatar name={lane.name} />
        <span className="grow">
          <b className="cut">{lane.name}</b>
          <span className="s t3 cut">{t('board.load', { share: formats.percent(workSeconds / shiftSeconds) })}</span>
        </span>
      </button>
      <DropLane lane={lane} state={state} byHand={byHand}>
        {offTimes(lane, bars, span, minuteOf).map(([from, until]) => (
          <i key={from} className="lane-off" style={styleOf(placeIn(span, from, until))} />
        ))}
        {bars.slice(1).map((bar, index) => (
          <Way key={bar.visit.visitId} from={bars[index]!} to={bar} state={state} />
        ))}
        {bars.map((bar) => (
          <VisitBar key={bar.visit.visitId} bar={bar} state={state} byHand={byHand} />
        ))}
      </DropLane>
    </li>
  )
}

function skillsOf({ skills }: Lane): string {
  return Object.entries(skills)
    .map(([skill, level]) => `${skill} ${level}`)
    .join(', ')
}

/** From one visit to the next: driving, fetching parts and waiting. */
function Way({ from, to, state: { span, minuteOf } }: { from: Bar; to: Bar; state: BoardState }) {
  const place = placeIn(span, minuteOf(from.endsAt), minuteOf(to.startsAt))
  return place ? <i className="lane-way" style={styleOf(place)} /> : null
}

function StoreLane({ id, name, state }: { id: string; name: string; state: BoardState }) {
  const t = useText('field')
  const { bars, span, minuteOf, select } = state
  const stops = bars.filter(
    (bar) => placeOfBar(bar, span, minuteOf) && bar.pickups.some(({ locationId }) => locationId === id),
  )
  if (stops.length === 0) return null
  return (
    <li className="lane">
      <span className="lane-who">
        <span className="store-mark">
          <Package aria-hidden size={14} strokeWidth={1.75} />
        </span>
        <span className="grow">
          <b className="cut">{name}</b>
          <span className="s t3 cut">{t('board.pickups', { count: stops.length })}</span>
        </span>
      </span>
      <div className="lane-day">
        {stops.map((bar) => (
          <button
            key={bar.visit.visitId}
            type="button"
            className="pickup"
            style={{ left: `${placeOfBar(bar, span, minuteOf)?.left ?? 0}%` }}
            title={t('board.pickupFor', { number: bar.visit.number, parts: partsOf(bar, id) })}
            aria-label={t('board.pickupFor', { number: bar.visit.number, parts: partsOf(bar, id) })}
            onClick={() => select(bar.visit.visitId)}
          >
            <Package aria-hidden size={12} strokeWidth={1.75} />
          </button>
        ))}
      </div>
    </li>
  )
}

function partsOf({ pickups }: Bar, store: string): string {
  return pickups
    .filter(({ locationId }) => locationId === store)
    .map(({ partCode, quantity }) => (quantity > 1 ? `${partCode} × ${quantity}` : partCode))
    .join(', ')
}

function NowLine({ state: { day, today, span, minuteOf } }: { state: BoardState }) {
  const formats = useFormats()
  const now = useNow()
  const minute = minuteOf(formats.iso(now))
  if (day !== today || minute < span.from || minute > span.until) return null
  const share = (minute - span.from) / (span.until - span.from)
  return (
    <div className="now-line" style={{ '--share': share } as CSSProperties} aria-hidden>
      <b className="n">{formats.time(now)}</b>
    </div>
  )
}

function styleOf(place: { left: number; width: number } | undefined): CSSProperties {
  return place ? { left: `${place.left}%`, width: `${place.width}%` } : { display: 'none' }
}
