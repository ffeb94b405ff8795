import { Button } from 'antd'
import { NotReached, RefusedByServer } from '#kit/data'
import { useText } from '#kit/i18n'
import { Shape } from './shapes.tsx'

export interface ErrorNoticeProps {
  readonly error: Error
  /** What failed, in the words of the page: "The list did not load". */
  readonly what?: string
  /** What is safe: "Usage is saved"; nothing where nothing could be lost. */
  readonly safe?: string
  readonly onRetry?: () => void
}

/**
 * In place of the part that failed: what failed, what is safe, again, and the id to quote. Without `what` the
 * server's own reason stands first.
 */
export function ErrorNotice({ error, what, safe, onRetry }: ErrorNoticeProps) {
  const t = useText('kit')
  const problem = error instanceof RefusedByServer ? error.problem : undefined
  const reason = problem ? problem.title : t(`error.${faultOf(error)}`)
  const headline = what ?? (problem ? reason : t('error.load'))
  const detail = [headline === reason ? '' : reason, safe ?? t('error.safe')].filter(Boolean).join(' · ')
  return (
    <div className="error-notice" role="alert">
      <span className="bad">
        <Shape name="late" />
      </span>
      <div className="grow">
        <p className="md">{headline}</p>
        {detail && <p className="t2">{detail}</p>}
        <FieldProblems error={error} />
        {problem?.traceId && <p className="s t3 mono">{t('error.reference', { id: problem.traceId })}</p>}
      </div>
      {onRetry && <Button onClick={onRetry}>{t('retry')}</Button>}
    </div>
  )
}

/** Whose fault it is, for the words: the line's, the server's slowness, or the page's own. */
function faultOf(error: Error): 'offline' | 'slow' | 'page' {
  if (!(error instanceof NotReached)) return 'page'
  return error.because === 'timed-out' ? 'slow' : 'offline'
}

/** Every field that the server refused, one line each. */
export function FieldProblems({ error }: { error: Error | null }) {
  const t = useText('kit')
  const errors = error instanceof RefusedByServer ? (error.problem.errors ?? []) : []
  if (errors.length === 0) return null
  return (
    <ul className="s bad">
      {errors.map(({ path, message }) => (
        <li key={path + message}>{path === '' ? message : t('error.field', { path, message })}</li>
      ))}
    </ul>
  )
}
