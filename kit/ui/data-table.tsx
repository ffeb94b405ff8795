import { lazy, Suspense, type ReactNode } from 'react'
import type { Rows } from '#kit/data'
import type { Column } from './columns.ts'
import { PhoneRows } from './phone-rows.tsx'
import { ErrorNotice } from './error-notice.tsx'
import type { Filters } from './filters.ts'
import { ListEnd, ListSkeleton, NothingMatches, StaleNotice } from './list-states.tsx'
import { useScreenWidth } from './screen.ts'
import type { WideTable as WideTableOf } from './wide-table.tsx'

const WideTable = lazy(async () => ({
  default: (await import('./wide-table.tsx')).WideTable,
})) as unknown as typeof WideTableOf

export interface DataTableProps<T extends object> {
  /** Remembers columns on this device: `desk.incidents`. */
  readonly name: string
  readonly label: string
  readonly rows: Rows<T>
  readonly columns: readonly Column<T>[]
  readonly rowKey: (row: T) => string
  /** The row whose details are shown. */
  readonly selected?: string | undefined
  readonly onOpen?: (row: T) => void
  /** The address of a row; Ctrl- or ⌘-click opens it in a tab. */
  readonly hrefOf?: (row: T) => string
  /** What belongs here and the step that brings it. */
  readonly empty: ReactNode
  /** To say which filters hide everything, and to clear them. */
  readonly filters?: Filters
  /** `?sort=-updatedAt` and how it changes; from `useUrlValue('sort')`. */
  readonly sort?: readonly [string, (sort: string) => void]
  /** Whether a person may arrange the columns; not in a short table inside a card. */
  readonly arrangeable?: boolean
  /** Acts on the selected rows; its presence shows the check boxes. */
  readonly bulk?: (keys: readonly string[], clear: () => void) => ReactNode
}

/** A list of things as rows: keyset paging, skeleton, empty state, retry, arrangement of columns, keys J K Enter. */
export function DataTable<T extends object>(props: DataTableProps<T>) {
  const { rows, filters, empty, arrangeable = true } = props
  const phone = useScreenWidth() === 'phone'
  const nothing = rows.items.length === 0
  if (rows.loading) return <ListSkeleton />
  if (rows.error && nothing) return <ErrorNotice error={rows.error} onRetry={rows.retry} />
  if (nothing && filters && (filters.active.length > 0 || filters.words)) return <NothingMatches filters={filters} />
  if (nothing) return empty
  return (
    <div className={arrangeable ? 'data-table arrangeable' : 'data-table'}>
      {rows.error && <StaleNotice error={rows.error} onRetry={rows.retry} />}
      {phone ? (
        <PhoneRows {...props} />
      ) : (
        <Suspense fallback={<ListSkeleton />}>
          <WideTable {...props} />
        </Suspense>
      )}
      <ListEnd rows={rows} />
    </div>
  )
}
