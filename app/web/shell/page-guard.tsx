import { Suspense, useEffect, type ReactNode } from 'react'
import { useMay } from '#kit/data'
import { useText } from '#kit/i18n'
import type { PageRoute } from '#kit/slots'
import { EmptyState, ListSkeleton } from '#kit/ui'

export interface PageFrameProps {
  readonly page: PageRoute
  readonly children: ReactNode
}

/** Around every page: its title in the browser's tab, a skeleton while it is loaded. */
export function PageFrame({ page, children }: PageFrameProps) {
  const title = useText('kit')(page.titleKey)
  useEffect(() => {
    document.title = `${title} · Facet`
  }, [title])
  return <Suspense fallback={<ListSkeleton />}>{children}</Suspense>
}

/** Around pages of the signed-in: a plain word where the role does not reach. */
export function PageGuard({ page, children }: PageFrameProps) {
  const t = useText('kit')
  const may = useMay()
  if (page.may && !may(page.may)) {
    return <EmptyState title={t('refused.title')} hint={t('refused.hint', { permission: page.may })} />
  }
  return <PageFrame page={page}>{children}</PageFrame>
}
