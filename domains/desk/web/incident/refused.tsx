import { useText } from '#kit/i18n'
import { ErrorNotice } from '#kit/ui'
import type { Acting } from './use-acting.ts'

/** Why an act was refused; where somebody was faster: that, and the way to the newer state. */
export function Refused({
  acting: { error, conflict, reload },
}: {
  acting: Pick<Acting, 'error' | 'conflict' | 'reload'>
}) {
  const t = useText('desk')
  if (!error) return null
  if (!conflict) return <ErrorNotice error={error} />
  return <ErrorNotice error={error} what={t('conflict.what')} safe={t('conflict.safe')} onRetry={() => void reload()} />
}
