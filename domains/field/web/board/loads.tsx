import { useFormats, useText } from '#kit/i18n'
import { Avatar, Meter, Section } from '#kit/ui'
import type { Lane } from '../api.ts'
import { loadOf, type Bar } from './board-model.ts'
import type { BoardState } from './use-board.ts'
import { usePlaceName } from '../visit/place-name.ts'

/** One technician's day: load and stops. */
export function TechnicianDay({ lane, state }: { lane: Lane; state: BoardState }) {
  const t = useText('field')
  const placeName = usePlaceName()
  const formats = useFormats()
  const bars = state.bars.filter(({ technicianId }) => technicianId === lane.technicianId)
  return (
    <>
      <LoadSection lane={lane} bars={bars} />
      <Section title={t('board.stops')} aside={<span className="s t2">{bars.length}</span>}>
        <ol className="stops">
          {bars.map(({ visit, startsAt, endsAt }, index) => (
            <li key={visit.visitId}>
              <button type="button" className="stop" onClick={() => state.select(visit.visitId)}>
                <span className="n t3">{index + 1}</span>
                <span className="grow cut">{placeName(visit) ?? visit.subject}</span>
                <span className="n">{formats.timeRange(startsAt, endsAt)}</span>
              </button>
            </li>
          ))}
        </ol>
      </Section>
    </>
  )
}

function LoadSection({ lane, bars }: { lane: Lane; bars: readonly Bar[] }) {
  const t = useText('field')
  const formats = useFormats()
  const { workSeconds, shiftSeconds } = loadOf(lane, bars)
  const words = t('board.loadOf', { work: formats.duration(workSeconds), shift: formats.duration(shiftSeconds) })
  return (
    <Section title={t('board.loadToday')} aside={<span className="s t2 n">{words}</span>}>
      <Meter share={workSeconds / shiftSeconds} label={t('board.loadToday')} />
    </Section>
  )
}

/** Who has room left today. */
export function Loads({ state: { board, bars, selectTechnician } }: { state: BoardState }) {
  const t = useText('field')
  const formats = useFormats()
  return (
    <Section title={t('board.loadToday')}>
      <ul className="col">
        {board?.lanes.map((lane) => {
          const own = bars.filter(({ technicianId }) => technicianId === lane.technicianId)
          const { workSeconds, shiftSeconds } = loadOf(lane, own)
          return (
            <li key={lane.technicianId}>
              <button type="button" className="load-row" onClick={() => selectTechnician(lane.technicianId)}>
                <Avatar name={lane.name} />
                <span className="cut">{lane.name}</span>
                <Meter share={workSeconds / shiftSeconds} label={t('board.loadToday')} />
                <span className="n t2">{formats.percent(workSeconds / shiftSeconds)}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
