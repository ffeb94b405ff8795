import { Button } from 'antd'
import { useEffect, useState } from 'react'
import type { Rows } from '#kit/data'
import { useText } from '#kit/i18n'
import { EmptyState } from './empty-state.tsx'
import { filterSentence, type Filters } from './filters.ts'

/** What loads faster than this is shown without a skeleton. */
const PATIENCE_MS = 200
const PAGE_ROWS = 50
const SKELETON_ROWS = 8

/** Rows in their true shape while the first page loads; nothing at all for the first 200 ms. */
export function ListSkeleton({ rows = SKELETON_ROWS }: { rows?: number }) {
  const t = useText('kit')
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="list-skeleton" role="status" aria-label={t('loading')}>
      {late &&
        Array.from({ length: rows }, (_, index) => (
          <div key={index} className="skeleton-row" aria-hidden>
            <i style={{ width: 16 }} />
            <i style={{ width: 84 }} />
            <i style={{ flex: 1, maxWidth: `${38 + ((index * 17) % 34)}%` }} />
            <i style={{ width: 96, marginLeft: 'auto' }} />
            <i style={{ width: 56 }} />
          </div>
        ))}
    </div>
  )
}

/** The end of what is loaded: more on request, never page numbers. */
export function ListEnd<T>({ rows }: { rows: Rows<T> }) {
  const t = useText('kit')
  if (!rows.hasMore) return null
  return (
    <div className="list-end">
      <Button onClick={rows.loadMore} loading={rows.loadingMore}>
        {rows.loadingMore ? t('table.loadingMore') : t('table.loadMore', { count: PAGE_ROWS })}
      </Button>
    </div>
  )
}

/** The filters hide everything: says which, and offers to clear them. */
export function NothingMatches({ filters }: { filters: Filters }) {
  const t = useText('kit')
  return (
    <EmptyState
      title={t('table.nothingMatches', { filters: filterSentence(filters) })}
      action={<Button onClick={filters.clear}>{t('table.clearFilters')}</Button>}
    />
  )
}

/** Older rows are still shown; the newer ones did not come. */
export function StaleNotice({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const t = useText('kit')
  return (
    <div className="stale-notice" role="status" title={error.message}>
      {t('error.load')} · {t('error.kept')}
      <Button size="small" onClick={onRetry}>
        {t('retry')}
      </Button>
    </div>
  )
}
