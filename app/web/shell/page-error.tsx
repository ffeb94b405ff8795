import { useText } from '#kit/i18n'
import { ErrorNotice } from '#kit/ui'

/** A page that failed: the shell around it goes on. */
export function PageError({ error, reset }: { error: Error; reset: () => void }) {
  const t = useText('kit')
  return <ErrorNotice error={error} what={t('error.page')} safe={t('error.pageSafe')} onRetry={reset} />
}
