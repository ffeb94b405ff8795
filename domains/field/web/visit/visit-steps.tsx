import { useFormats, useText } from '#kit/i18n'
import { Shape } from '#kit/ui'
import './visit-steps.css'

export interface StepTimes {
  readonly startsAt: string | null
  readonly travellingAt: string | null
  readonly arrivedAt: string | null
  readonly completedAt: string | null
}

/** Planned, on the way, there, done: each with the time at which it happened. */
export function VisitSteps({ visit, zone }: { visit: StepTimes; zone?: string }) {
  const t = useText('field')
  const formats = useFormats(zone)
  const done = visit.completedAt !== null
  const steps = [
    { key: 'planned', at: visit.startsAt, passed: visit.startsAt !== null },
    { key: 'travelling', at: visit.travellingAt, passed: visit.travellingAt !== null || visit.arrivedAt !== null },
    { key: 'arrived', at: visit.arrivedAt, passed: visit.arrivedAt !== null || done },
    { key: 'completed', at: visit.completedAt, passed: done },
  ]
  const next = steps.findIndex(({ passed }) => !passed)
  return (
    <ol className="visit-steps">
      {steps.map(({ key, at, passed }, index) => (
        <li key={key} className={passed ? '' : 't3'} aria-current={index === next - 1 ? 'step' : undefined}>
          <span className={passed ? 'mark ok' : 'mark'}>
            <Shape name={passed ? 'done' : 'open'} />
          </span>
          <span className="grow">{t(`steps.${key}`)}</span>
          <span className="n t2">{key === 'planned' ? formats.moment(at) : at === null ? '' : formats.time(at)}</span>
        </li>
      ))}
    </ol>
  )
}
