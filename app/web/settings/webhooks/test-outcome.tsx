import { useFormats, useText } from '#kit/i18n'
import { StatusMark } from '#kit/ui'

interface Attempt {
  readonly status: number | null
  readonly durationMs: number
  readonly error: string | null
}

/** What came of a test: whether it arrived, what was answered, how long it took. */
export function TestOutcome({ status, durationMs, error }: Attempt) {
  const t = useText('settings')
  const { unit } = useFormats()
  const arrived = error === null && status !== null && status < 300
  return (
    <p className="row" role="status">
      <StatusMark shape={arrived ? 'done' : 'late'}>{t(arrived ? 'webhooks.arrived' : 'webhooks.failed')}</StatusMark>
      <span className="n t2">
        {[status, error, unit(durationMs, 'ms')].filter((part) => part !== null).join(' · ')}
      </span>
    </p>
  )
}
