import type { DragEvent, ReactNode } from 'react'
import { useFormats } from '#kit/i18n'
import type { Lane } from '../../api.ts'
import { placeIn, type Span } from '../board-model.ts'
import type { ByHand } from '../by-hand/use-by-hand.ts'
import type { BoardState } from '../use-board.ts'

/** How far behind the start of a visit the hand took it, in minutes; a drag has no other place to keep it. */
let grabbedMinutes = 0

const SNAP_MINUTES = 5

/** Takes a visit into the hand at the point where the pointer is. */
export function grab(event: DragEvent, minutesFromStart: number): void {
  grabbedMinutes = minutesFromStart
  event.dataTransfer.effectAllowed = 'move'
  event.dataTransfer.setData('text/plain', 'visit')
}

export function minuteAt(span: Span, { left, width }: DOMRect, x: number): number {
  return span.from + ((x - left) / width) * (span.until - span.from)
}

interface DropLaneProps {
  readonly lane: Lane
  readonly state: BoardState
  readonly byHand: ByHand
  readonly children: ReactNode
}

/** A lane that a visit can be put into; while a hand holds one over it, it shows when that would be. */
export function DropLane({ lane, state, byHand, children }: DropLaneProps) {
  const { held, hold, move } = byHand
  const { technicianId } = lane
  const over = (event: DragEvent<HTMLDivElement>) => {
    if (!held) return
    event.preventDefault()
    const raw = minuteAt(state.span, event.currentTarget.getBoundingClientRect(), event.clientX) - grabbedMinutes
    const minute = Math.round(raw / SNAP_MINUTES) * SNAP_MINUTES
    if (minute !== held.minute || technicianId !== held.technicianId) hold({ ...held, technicianId, minute })
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    if (held) move(held)
  }
  return (
    <div className="lane-day" onDragOver={over} onDrop={drop}>
      {children}
      {held?.technicianId === technicianId && <HeldVisit state={state} byHand={byHand} />}
    </div>
  )
}

function HeldVisit({ state, byHand: { held } }: { state: BoardState; byHand: ByHand }) {
  const formats = useFormats()
  if (!held) return null
  const { visit, minute } = held
  const place = placeIn(state.span, minute, minute + visit.serviceSeconds / 60)
  if (!place) return null
  return (
    <span className="visit-held" style={{ left: `${place.left}%`, width: `${place.width}%` }} aria-hidden>
      <b className="n">{formats.time(state.instantAt(minute))}</b>
    </span>
  )
}
