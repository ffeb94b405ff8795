import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useText } from '#kit/i18n'

export interface BulkBarProps {
  readonly count: number
  readonly onClear: () => void
  /** At most three acts and "more". */
  readonly children: ReactNode
}

/** Rises from the foot of a list when rows are selected. */
export function BulkBar({ count, onClear, children }: BulkBarProps) {
  const t = useText('kit')
  return (
    <div className="bulk-bar" role="toolbar" aria-label={t('table.selected', { count })}>
      <b className="n">{t('table.selected', { count })}</b>
      {children}
      <Button type="text" onClick={onClear}>
        {t('table.clearSelection')}
      </Button>
    </div>
  )
}
