import { Suspense, useEffect, type ReactNode } from 'react'
import { useMay } from '#kit/data'
import { useText } from '#kit/i18n'
import type { PageRoute } from '#kit/slots'
import { EmptyState, ListSkeleton } from '#kit/ui'

/** Around every page: its title in the browser's tab, and a plain word where the role does not reach. */
export function PageGuard({ page, children }: { page: PageRoute; children: ReactNode }) {
  const t = useText('kit')
  const may = useMay()
  const title = t(page.titleKey)
  useEffect(() => {
    document.title = `${title} · Facet`
  }, [title])
  if (page.may && !may(page.may)) {
    return <EmptyState title={t('refused.title')} hint={t('refused.hint', { permission: page.may })} />
  }
  return <Suspense fallback={<ListSkeleton />}>{children}</Suspense>
}
