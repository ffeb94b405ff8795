import { Chip, Clocks, DecidingClock, EndedClock, SlaClock } from '#kit/ui'
import { useFormats, useText } from '#kit/i18n'
import type { IncidentClock, IncidentDetail } from '../api.ts'
import { arrangeClocks } from './arrange-clocks.ts'

/** The promises: what is over with, what still runs, and widest the one that is due next. */
export function IncidentClocks({ detail: { clocks, incident } }: { detail: IncidentDetail }) {
  const t = useText('desk')
  const { ended, waiting, deciding } = arrangeClocks(clocks)
  if (clocks.length === 0) return null
  const { expectedRestoreAt } = incident.fields
  return (
    <Clocks>
      {ended.map((clock) => (
        <EndedClock
          key={clock.id}
          label={t(`clock.${clock.metric}`)}
          tookSeconds={clock.usedSeconds ?? 0}
          targetSeconds={clock.targetSeconds}
        />
      ))}
      {waiting.map((clock) => (
        <RunningClock key={clock.id} clock={clock} />
      ))}
      {deciding && (
        <DecidingClock
          label={t(`clock.${deciding.metric}`)}
          startedAt={deciding.startedAt}
          dueAt={deciding.dueAt}
          targetSeconds={deciding.targetSeconds}
          {...(deciding.pausedAt !== null && { pausedAt: deciding.pausedAt })}
          {...(deciding.metric === 'restore' && expectedRestoreAt && { expectedAt: expectedRestoreAt })}
        />
      )}
    </Clocks>
  )
}

/** A promise that runs beside the one that decides. */
function RunningClock({ clock: { metric, dueAt, targetSeconds, pausedAt } }: { clock: IncidentClock }) {
  const t = useText('desk')
  const { duration } = useFormats()
  return (
    <section className="clock">
      <header className="row s t2">{t(`clock.${metric}`)}</header>
      <p className="clock-figure">
        <SlaClock form="plain" dueAt={dueAt} targetSeconds={targetSeconds} {...(pausedAt !== null && { pausedAt })} />
      </p>
      <p className="s t3">{t('kit:clock.promised', { duration: duration(targetSeconds) })}</p>
    </section>
  )
}

/** For lists of facts: whether every promise was kept. */
export function KeptChip({ clocks }: { clocks: readonly IncidentClock[] }) {
  const t = useText('desk')
  const ended = clocks.filter(({ stoppedAt, state }) => stoppedAt !== null && state !== 'cancelled')
  if (ended.length === 0 || ended.length < clocks.length) return null
  const kept = ended.every(({ state }) => state === 'met')
  return (
    <Chip tone={kept ? 'ok' : 'bad'} shape={kept ? 'done' : 'late'}>
      {t(kept ? 'clock.allMet' : 'clock.missed')}
    </Chip>
  )
}
