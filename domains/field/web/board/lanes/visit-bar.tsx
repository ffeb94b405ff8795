import { Lock, Package } from 'lucide-react'
import type { DragEvent, KeyboardEvent } from 'react'
import { useFormats, useText } from '#kit/i18n'
import { Shape, type StatusShape } from '#kit/ui'
import { placeOfBar, type Bar, type Look } from '../board-model.ts'
import type { ByHand } from '../by-hand/use-by-hand.ts'
import type { BoardState } from '../use-board.ts'
import { usePlaceName } from '../../visit/place-name.ts'
import { grab, minuteAt } from './drop-lane.tsx'

const SHAPES: Readonly<Record<Look, StatusShape | undefined>> = {
  done: 'done',
  running: 'half',
  sure: undefined,
  draft: undefined,
  late: 'late',
}

interface BarProps {
  readonly bar: Bar
  readonly state: BoardState
  readonly byHand: ByHand
}

/** One visit in a lane: the left edge is its state, the fill asks for attention, dashes say that it is a draft. */
export function VisitBar({ bar, state, byHand }: BarProps) {
  const t = useText('field')
  const { span, minuteOf, selected, select } = state
  const words = useBarWords(bar)
  const placeName = usePlaceName()
  const place = placeOfBar(bar, span, minuteOf)
  if (!place) return null
  const { visit, look, pickups } = bar
  const shape = SHAPES[look]
  const held = byHand.held?.visit.visitId === visit.visitId
  return (
    <>
      {pickups.length > 0 && (
        <span className="pickup at-bar" style={{ left: `${place.left}%` }} title={t('board.withParts')}>
          <Package aria-hidden size={12} strokeWidth={1.75} />
        </span>
      )}
      <button
        type="button"
        className={held ? `visit-bar ${look} held` : `visit-bar ${look}`}
        style={{ left: `${place.left}%`, width: `${place.width}%` }}
        aria-pressed={selected === visit.visitId}
        aria-label={words}
        title={words}
        {...handOf(bar, state, byHand)}
        onClick={() => select(selected === visit.visitId ? '' : visit.visitId)}
      >
        <span className="cut">
          {shape && <Shape name={shape} size={12} />}{' '}
          {visit.locked && <Lock aria-label={t('lock.mark')} size={12} strokeWidth={1.75} />}{' '}
          <span className={look === 'draft' ? 'sb' : ''}>{visit.subject}</span>
        </span>
        <span className="cut t3">{placeName(visit) ?? visit.number}</span>
      </button>
    </>
  )
}

/** A bar is taken by the pointer, or pushed by the arrow keys: 5 minutes, with Shift 30, up and down a lane. */
function handOf(bar: Bar, { span, minuteOf }: BoardState, { mayMove, hold, nudge }: ByHand) {
  const { visit, technicianId } = bar
  if (!mayMove(visit)) return {}
  const minute = minuteOf(bar.startsAt)
  return {
    draggable: true,
    onDragStart: (event: DragEvent) => {
      const lane = event.currentTarget.parentElement!.getBoundingClientRect()
      grab(event, minuteAt(span, lane, event.clientX) - minute)
      hold({ visit, technicianId, minute })
    },
    onDragEnd: (event: DragEvent) => {
      if (event.dataTransfer.dropEffect === 'none') hold(undefined)
    },
    onKeyDown: (event: KeyboardEvent) => {
      const step = STEPS[event.key]
      if (!step) return
      event.preventDefault()
      event.stopPropagation()
      nudge(bar, step.minutes * (event.shiftKey ? 6 : 1), step.lanes)
    },
  }
}

const STEPS: Readonly<Record<string, { readonly minutes: number; readonly lanes: number }>> = {
  ArrowLeft: { minutes: -5, lanes: 0 },
  ArrowRight: { minutes: 5, lanes: 0 },
  ArrowUp: { minutes: 0, lanes: -1 },
  ArrowDown: { minutes: 0, lanes: 1 },
}

/** Everything that the bar shows by place and colour, in words. */
export function useBarWords({ visit, look, startsAt, endsAt, lateSeconds }: Bar): string {
  const t = useText('field')
  const formats = useFormats()
  const placeName = usePlaceName()
  const state = look === 'late' ? t('board.lateBy', { duration: formats.duration(lateSeconds) }) : t(`look.${look}`)
  return t('board.bar', {
    number: visit.number,
    site: placeName(visit) ?? '',
    subject: visit.subject,
    time: formats.timeRange(startsAt, endsAt),
    state: visit.locked ? `${state}, ${t('lock.mark')}` : state,
  })
}
