import { useMemo } from 'react'
import { useLive, useNow, useQuery, useSession, useUrlState, useUrlValue } from '#kit/data'
import { formatsOf, useFormats } from '#kit/i18n'
import { fieldApi, type Board, type Plan } from '../api.ts'
import { barsOf, instantOn, minuteOfDay, spanOf, type Bar, type MinuteOf, type Span } from './board-model.ts'

export interface BoardState {
  readonly day: string
  readonly today: string
  readonly board: Board | undefined
  readonly error: Error | null
  readonly retry: () => void
  readonly plan: Plan | undefined
  readonly bars: readonly Bar[]
  readonly span: Span
  readonly minuteOf: MinuteOf
  /** The instant of a minute of the day, RFC 3339. */
  readonly instantAt: (minute: number) => string
  /** The visit or the technician that the address names. */
  readonly selected: string
  readonly select: (id: string) => void
  readonly technician: string
  readonly selectTechnician: (id: string) => void
  readonly goTo: (day: string) => void
  readonly showPlan: (draftId: string | undefined) => void
}

/** The board of the day that stands in the address, with the draft that stands there too, kept true by live events. */
export function useBoard(): BoardState {
  const [search, patch] = useUrlState()
  const { zone } = useSession().tenant
  const formats = useFormats()
  const now = useNow()
  const today = formats.iso(now).slice(0, 10)
  const [day] = useUrlValue('day', today)
  const [planId] = useUrlValue('plan')
  const board = useQuery(fieldApi.query('readBoard', { query: { day } }))
  const read = useQuery({ ...fieldApi.query('readPlan', { params: { id: planId } }), enabled: planId !== '' })
  useLive(['field.board'], {
    refetch: [fieldApi.key('readBoard'), fieldApi.key('getVisitSheet'), fieldApi.key('whyVisit')],
  })
  const plan = planId !== '' && read.data?.draftId === planId && !read.data.published ? read.data : undefined
  const shown = board.data?.day === day ? board.data : undefined
  const bars = useMemo(() => (shown ? barsOf(shown, plan, now) : []), [shown, plan, now])
  const minuteOf = useMemo(() => minutesOn(day, zone), [day, zone])
  const span = useMemo(() => spanOf(shown?.lanes ?? [], bars, minuteOf), [shown, bars, minuteOf])
  const word = (name: string): string => (typeof search[name] === 'string' ? search[name] : '')
  return {
    day,
    today,
    board: shown,
    error: board.error,
    retry: () => void board.refetch(),
    plan,
    bars,
    span,
    minuteOf,
    instantAt: (minute) => instantOn(day, minute, minuteOf),
    selected: word('visit'),
    select: (visit) => patch({ visit: visit || undefined, technician: undefined }),
    technician: word('technician'),
    selectTechnician: (technician) => patch({ technician: technician || undefined, visit: undefined }),
    goTo: (next) => patch({ day: next === today ? undefined : next, plan: undefined, visit: undefined }),
    showPlan: (draftId) => patch({ plan: draftId }),
  }
}

function minutesOn(day: string, zone: string): MinuteOf {
  const { iso } = formatsOf('en', zone)
  return (instant) => minuteOfDay(day, iso(instant))
}
