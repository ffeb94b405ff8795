import type { ReactNode } from 'react'
import type { Rows } from '#kit/data'
import { ErrorNotice } from './error-notice.tsx'
import { ListEnd, ListSkeleton } from './list-states.tsx'
import { useRowKeys } from './row-keys.ts'

/** What a row of the context list shows; two lines, the deadline at the end. */
export interface ContextRow {
  /** An avatar, a mark or a position. */
  readonly mark?: ReactNode
  readonly title: ReactNode
  /** Beside the title, in grey: the customer. */
  readonly aside?: ReactNode
  readonly detail?: ReactNode
  /** Above at the right: the clock. */
  readonly end?: ReactNode
  /** Below at the right: the time, what is unread. */
  readonly meta?: ReactNode
}

export interface ContextGroup<T> {
  readonly key: string
  readonly title?: ReactNode
  /** At the right of the title: by what it is sorted. */
  readonly note?: ReactNode
  readonly items: readonly T[]
}

export interface ContextListProps<T> {
  readonly label: string
  /** One list, or … */
  readonly rows?: Rows<T>
  /** … several under their titles. */
  readonly groups?: readonly ContextGroup<T>[]
  readonly rowKey: (row: T) => string
  readonly render: (row: T) => ContextRow
  readonly selected?: string | undefined
  readonly onOpen: (row: T) => void
  readonly empty?: ReactNode
}

/** The list at the left of a page: what there is to do, sorted by deadline. J and K walk it, Enter opens. */
export function ContextList<T>({ label, rows, groups, rowKey, render, selected, onOpen, empty }: ContextListProps<T>) {
  const shown = groups ?? [{ key: 'all', items: rows?.items ?? [] }]
  const all = shown.flatMap(({ items }) => items)
  const { at } = useRowKeys(all, rowKey, { selected, onOpen })
  if (rows?.loading) return <ListSkeleton />
  if (rows?.error && all.length === 0) return <ErrorNotice error={rows.error} onRetry={rows.retry} />
  if (all.length === 0) return empty
  return (
    <nav className="context-list" aria-label={label}>
      {shown.map(({ key, title, note, items }) => (
        <section key={key}>
          {title && (
            <h3 className="context-group">
              <span>{title}</span>
              <span>{note}</span>
            </h3>
          )}
          {items.map((row) => (
            <ContextListRow
              key={rowKey(row)}
              row={render(row)}
              selected={rowKey(row) === selected}
              at={rowKey(row) === at}
              onOpen={() => onOpen(row)}
            />
          ))}
        </section>
      ))}
      {rows && <ListEnd rows={rows} />}
    </nav>
  )
}

interface RowProps {
  readonly row: ContextRow
  readonly selected: boolean
  readonly at: boolean
  readonly onOpen: () => void
}

function ContextListRow({ row: { mark, title, aside, detail, end, meta }, selected, at, onOpen }: RowProps) {
  const looks = ['context-row', mark ? '' : 'unmarked', at ? 'row-at' : ''].join(' ')
  return (
    <button type="button" className={looks} aria-current={selected || undefined} onClick={onOpen}>
      {mark && <span className="context-mark">{mark}</span>}
      <span className="context-words">
        <span className="context-title">
          <b className="cut">{title}</b>
          {aside && <span className="s t3 cut">{aside}</span>}
        </span>
        {detail && <span className="context-detail s t2 cut">{detail}</span>}
      </span>
      <span className="context-end">
        {end}
        {meta && <span className="s t3 n">{meta}</span>}
      </span>
    </button>
  )
}
