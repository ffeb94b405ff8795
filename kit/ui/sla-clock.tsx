import { Clock } from 'lucide-react'
import { useNow } from '#kit/data'
import { epochMs, useFormats, useText, type InstantValue } from '#kit/i18n'
import { Chip, type ChipProps } from './chip.tsx'
import { promiseState, type PromiseState, type ServicePromise } from './sla.ts'

export interface SlaClockProps {
  readonly dueAt: InstantValue
  readonly targetSeconds?: number
  /** When the pause began. */
  readonly pausedAt?: InstantValue
  readonly endedAt?: InstantValue
  readonly soonShare?: number
  /** `chip` beside titles, `compact` in lists, `plain` in a table's column whose head says "left". */
  readonly form?: 'chip' | 'compact' | 'plain'
}

/** A running promise: shape, figure, colour. It is silent for screen readers; its breach is told elsewhere. */
export function SlaClock({ form = 'chip', ...props }: SlaClockProps) {
  const { state, text, short, title } = useSlaState(props)
  if (form === 'plain') return <PlainClock state={state} text={short} title={title} />
  const compact = form === 'compact'
  return (
    <Chip {...LOOKS[state.kind]} {...(compact && { solid: false })} title={title}>
      {compact ? short : text}
    </Chip>
  )
}

const LOOKS: Readonly<Record<PromiseState['kind'], Omit<ChipProps, 'children'>>> = {
  'on-time': { outlined: true, icon: Clock },
  soon: { tone: 'warn', icon: Clock },
  over: { tone: 'bad', solid: true, shape: 'late' },
  paused: { shape: 'hold' },
  met: { tone: 'ok', shape: 'done' },
  missed: { tone: 'bad', shape: 'late' },
}

function PlainClock({ state, text, title }: { state: PromiseState; text: string; title: string }) {
  const tone = { 'on-time': '', soon: 'warn', over: 'bad', paused: 't3', met: 'ok', missed: 'bad' }[state.kind]
  return (
    <span className={`clock-plain ${tone}`} title={title}>
      {text}
    </span>
  )
}

/** State and words of a promise, for clocks of any form. */
export function useSlaState(props: SlaClockProps) {
  const t = useText('kit')
  const formats = useFormats()
  const promise = promiseOf(props)
  const second = useNow('second')
  const state = promiseState(promise, second)
  const word = { met: t('clock.met'), missed: t('clock.missed'), paused: t('clock.paused') }
  const ended = state.kind in word ? word[state.kind as keyof typeof word] : undefined
  const text = ended ?? formats.left(state.secondsLeft)
  const short = ended ?? (state.secondsLeft < 0 ? text : formats.clock(state.secondsLeft))
  const spoken = { 'on-time': t('clock.onTime'), soon: t('clock.soon'), over: t('clock.over'), ...word }[state.kind]
  return { state, text, short, title: `${spoken} · ${formats.iso(props.dueAt)}` }
}

function promiseOf({ dueAt, targetSeconds, pausedAt, endedAt, soonShare }: SlaClockProps): ServicePromise {
  return {
    dueMs: epochMs(dueAt) ?? Number.POSITIVE_INFINITY,
    targetSeconds,
    pausedMs: epochMs(pausedAt),
    endedMs: epochMs(endedAt),
    soonShare,
  }
}
