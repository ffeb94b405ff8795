import type { ReactNode } from 'react'
import { DataTable, type DataTableProps } from './data-table.tsx'
import { FilterBar } from './filter-bar.tsx'
import { PageTitle } from './page-title.tsx'
import { Pane, Panes } from './pane.tsx'

export interface ListPageProps<T extends object> extends DataTableProps<T> {
  /** At the end of the bar: the act of the whole list. */
  readonly act?: ReactNode
  /** The drawer of the row that is open. */
  readonly children?: ReactNode
}

/** A page that is one list: its name, its filters, its rows, and beside them the row that is open. */
export function ListPage<T extends object>({ act, children, ...table }: ListPageProps<T>) {
  const { filters } = table
  const bar = (
    <>
      <PageTitle />
      {act && <span className="right" />}
      {act}
    </>
  )
  return (
    <Panes>
      <Pane bar={bar} {...(filters && { head: <FilterBar filters={filters} /> })}>
        <DataTable {...table} />
      </Pane>
      {children}
    </Panes>
  )
}
