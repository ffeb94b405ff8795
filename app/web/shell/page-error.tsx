import type { ErrorComponentProps } from '@tanstack/react-router'
import { useText } from '#kit/i18n'
import { ErrorNotice } from '#kit/ui'

/** A page that failed: the shell around it goes on. */
export function PageError({ error, reset }: ErrorComponentProps) {
  const t = useText('kit')
  return (
    <ErrorNotice
      error={error instanceof Error ? error : new Error(String(error))}
      what={t('error.page')}
      safe={t('error.pageSafe')}
      onRetry={reset}
    />
  )
}
