import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { useText } from '#kit/i18n'
import { Card, PageLink } from '#kit/ui'
import './context.css'

export interface OverviewCardProps {
  readonly title: string
  readonly icon: LucideIcon
  /** Where all of them are. */
  readonly all?: string
  readonly empty: string
  readonly items: readonly ReactNode[] | undefined
}

/** A few of a kind, and the way to all of them. */
export function OverviewCard({ title, icon: Icon, all, empty, items }: OverviewCardProps) {
  const t = useText('flows')
  const head = (
    <span className="row">
      <Icon aria-hidden className="t3" size={16} strokeWidth={1.75} /> {title}
    </span>
  )
  return (
    <Card title={head} aside={all && <PageLink path={all}>{t('overview.all')}</PageLink>}>
      <div className="in">
        {items?.length === 0 && <p className="s t2">{empty}</p>}
        <ul className="overview-items">{items}</ul>
      </div>
    </Card>
  )
}
