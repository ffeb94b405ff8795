import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

export interface EmptyStateProps {
  /** One sentence: what belongs here. */
  readonly title: ReactNode
  readonly hint?: ReactNode
  readonly icon?: LucideIcon
  /** One primary step, and at most one link. */
  readonly action?: ReactNode
  readonly link?: ReactNode
}

/** Where a list or a pane has nothing to show: what belongs here and the step that brings it. */
export function EmptyState({ title, hint, icon: Icon, action, link }: EmptyStateProps) {
  return (
    <div className="empty-state">
      {Icon && <Icon aria-hidden size={32} strokeWidth={1.25} />}
      <p className="empty-title">{title}</p>
      {hint && <p className="s t2">{hint}</p>}
      {(action || link) && (
        <p className="row">
          {action}
          {link}
        </p>
      )}
    </div>
  )
}
