import { useEffect, useEffectEvent, useState } from 'react'
import { useCommand, useMay, useQueryClient } from '#kit/data'
import { useFormats, useText } from '#kit/i18n'
import { toast } from '#kit/ui'
import { fieldApi, type Remark, type Visit } from '../../api.ts'
import type { Bar } from '../board-model.ts'
import type { BoardState } from '../use-board.ts'

/** Where a hand holds a visit now; nothing is asked before it lets go. */
export interface Held {
  readonly visit: Visit
  readonly technicianId: string
  /** Of the day. */
  readonly minute: number
}

export interface ByHand {
  readonly mayMove: (visit: Visit) => boolean
  readonly held: Held | undefined
  readonly hold: (held: Held | undefined) => void
  /** Asks for the move; what stands in the way is told in `refused`, what it costs in `warnings`. */
  readonly move: (held: Held) => void
  /** By arrow keys: the move is asked for when the keys rest. */
  readonly nudge: (bar: Bar, byMinutes: number, byLanes: number) => void
  readonly moving: boolean
  readonly error: Error | null
  readonly verdict: Verdict | undefined
  readonly dismiss: () => void
}

/** What the server said about the last move. */
export interface Verdict {
  readonly visit: Visit
  readonly obstacles: readonly Remark[]
  readonly warnings: readonly Remark[]
}

const KEYS_REST_MS = 600

/** Moving visits by hand: each move makes a draft of its own, so that undo is the draft before it. */
export function useByHand(state: BoardState): ByHand {
  const may = useMay()
  const [held, hold] = useState<Held>()
  const [resting, rest] = useState<Held>()
  const [verdict, tell] = useState<Verdict>()
  const { move, pending, error, reset } = useMove(state, tell, () => hold(undefined))
  const letGo = useEffectEvent((at: Held) => {
    rest(undefined)
    move(at)
  })
  useEffect(() => {
    if (!resting) return undefined
    const timer = setTimeout(() => letGo(resting), KEYS_REST_MS)
    return () => clearTimeout(timer)
  }, [resting])
  const nudge = (bar: Bar, byMinutes: number, byLanes: number) => {
    const from = held?.visit.visitId === bar.visit.visitId ? held : placeOf(bar, state)
    const next = { ...from, minute: from.minute + byMinutes, technicianId: beside(state, from.technicianId, byLanes) }
    hold(next)
    rest(next)
  }
  const dismiss = () => {
    tell(undefined)
    reset()
  }
  const mayMove = ({ state: is, locked }: Visit) =>
    may('field.plan.make') && !locked && (is === 'planned' || is === 'requested')
  return { mayMove, held, hold, move, nudge, moving: pending, error, verdict, dismiss }
}

function useMove(state: BoardState, tell: (verdict: Verdict | undefined) => void, letGo: () => void) {
  const t = useText('field')
  const formats = useFormats()
  const cache = useQueryClient()
  const { mutate, isPending: pending, error, reset } = useCommand(fieldApi, 'moveVisit')
  const { day, plan, instantAt, showPlan } = state
  const move = ({ visit, technicianId, minute }: Held) => {
    tell(undefined)
    const { visitId } = visit
    const startsAt = instantAt(minute)
    const before = plan?.draftId
    const body = { day, visitId, technicianId, startsAt, ...(before !== undefined && { draftId: before }) }
    mutate(
      { body },
      {
        onSettled: letGo,
        onSuccess: ({ draft, obstacles, warnings }) => {
          if (obstacles.length + warnings.length > 0) tell({ visit, obstacles, warnings })
          if (!draft) return
          const { queryKey } = fieldApi.query('readPlan', { params: { id: draft.draftId } })
          cache.setQueryData(queryKey, { ...draft, published: false })
          showPlan(draft.draftId)
          const undo = () => {
            tell(undefined)
            showPlan(before)
          }
          toast({ text: t('hand.moved', { number: visit.number, time: formats.time(startsAt) }), undo })
        },
      },
    )
  }
  return { move, pending, error, reset }
}

function placeOf({ visit, technicianId, startsAt }: Bar, { minuteOf }: BoardState): Held {
  return { visit, technicianId, minute: minuteOf(startsAt) }
}

function beside({ board }: BoardState, technicianId: string, by: number): string {
  const lanes = board?.lanes ?? []
  const at = lanes.findIndex((lane) => lane.technicianId === technicianId) + by
  return lanes[Math.min(Math.max(at, 0), lanes.length - 1)]?.technicianId ?? technicianId
}
