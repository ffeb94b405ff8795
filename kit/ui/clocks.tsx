import type { ReactNode } from 'react'
import { useNow } from '#kit/data'
import { epochMs, useFormats, useText, type InstantValue } from '#kit/i18n'
import { Shape } from './shapes.tsx'
import { useSlaState } from './sla-clock.tsx'
import { trackOf, type Span } from './track.ts'

/** Clocks of a case in one row; the one that decides is widest and, on a phone, first. */
export function Clocks({ children }: { children: ReactNode }) {
  return <div className="clocks">{children}</div>
}

export interface EndedClockProps {
  readonly label: string
  readonly tookSeconds: number
  readonly targetSeconds: number
}

/** A promise that is over with: what it took, what was promised, kept or not. */
export function EndedClock({ label, tookSeconds, targetSeconds }: EndedClockProps) {
  const t = useText('kit')
  const { duration } = useFormats()
  const met = tookSeconds <= targetSeconds
  return (
    <section className="clock">
      <header className="row s t2">
        <span>{label}</span>
        <span className={met ? 'right ok nb' : 'right bad nb'}>
          <Shape name={met ? 'done' : 'late'} size={14} /> {t(met ? 'clock.met' : 'clock.missed')}
        </span>
      </header>
      <p className="clock-figure">{duration(tookSeconds)}</p>
      <p className="s t3">{t('clock.promised', { duration: duration(targetSeconds) })}</p>
    </section>
  )
}

export interface DecidingClockProps {
  readonly label: string
  readonly startedAt: InstantValue
  readonly dueAt: InstantValue
  readonly targetSeconds: number
  readonly pausedAt?: InstantValue
  /** Pauses that are over; hatched on the track. */
  readonly pauses?: readonly Span[]
  readonly expectedAt?: InstantValue
  /** The probability that the promise breaks, 0 to 1. */
  readonly risk?: number
}

/** The clock that decides: promise, what is left, and a track with done, now, expected end and pauses. */
export function DecidingClock(props: DecidingClockProps) {
  const { label, dueAt, targetSeconds, pausedAt, expectedAt, risk } = props
  const t = useText('kit')
  const formats = useFormats()
  const now = useNow('minute')
  const { state, text } = useSlaState({ dueAt, targetSeconds, pausedAt })
  const due = formats.stamp(dueAt, now)
  const late = (epochMs(expectedAt) ?? 0) > (epochMs(dueAt) ?? 0)
  const prediction = [
    expectedAt && t('clock.expected', { time: formats.time(expectedAt) }),
    risk !== undefined && t('clock.risk', { share: formats.percent(risk) }),
  ].filter(Boolean)
  return (
    <section className="clock deciding">
      <header className="row s t2">
        <span className="nb">{label}</span>
        <span className="nb clock-promise">
          {t('clock.promisedUntil', { duration: formats.duration(targetSeconds), due })}
        </span>
        {prediction.length > 0 && (
          <span className={late ? 'right bad nb' : 'right ok nb'}>
            <Shape name={late ? 'late' : 'done'} size={14} />{' '}
            {prediction.join(formats.locale === 'zh-CN' ? '，' : ', ')}
          </span>
        )}
      </header>
      <div className="clock-line">
        <p className={`clock-figure nb ${state.kind === 'over' ? 'bad' : state.kind === 'soon' ? 'warn' : ''}`}>
          {text}
        </p>
        <Track {...props} nowMs={now} />
      </div>
    </section>
  )
}

function Track({ startedAt, dueAt, expectedAt, pauses = [], nowMs }: DecidingClockProps & { nowMs: number }) {
  const t = useText('kit')
  const formats = useFormats()
  const track = trackOf({ startedAt, dueAt, expectedAt, pauses, nowMs })
  const at = (share: number) => ({ left: `${share * 100}%` })
  const expected = track.expected ?? 0
  return (
    <div className="grow" aria-hidden>
      <div className={track.now > track.due ? 'track over' : 'track'}>
        <i style={{ width: `${track.now * 100}%` }} />
        {track.pauses.map(({ from, to }) => (
          <i key={from} className="gap" style={{ ...at(from), width: `${(to - from) * 100}%` }} />
        ))}
        {expected > track.now && (
          <i className="predicted" style={{ ...at(track.now), width: `${(expected - track.now) * 100}%` }} />
        )}
        {track.due < 1 && <i className="due" style={at(track.due)} />}
        <i className="now" style={at(track.now)} />
      </div>
      <div className="track-ticks s t3 n">
        <span style={{ left: 0 }}>{formats.time(startedAt)}</span>
        {track.now > 0.12 && track.now < 0.88 && (
          <span className="at text wide" style={at(track.now)}>
            {t('clock.now', { time: formats.time(nowMs) })}
          </span>
        )}
        {expected > track.now + 0.3 && expected < 0.86 && (
          <span className="at ok wide" style={at(expected)}>
            {t('clock.expected', { time: formats.time(expectedAt) })}
          </span>
        )}
        <span style={{ right: 0 }}>{formats.time(track.endMs)}</span>
      </div>
    </div>
  )
}
