import { Table, type TableProps } from 'antd'
import { useState, type Key, type MouseEvent, type ReactNode } from 'react'
import type { Rows } from '#kit/data'
import { useText } from '#kit/i18n'
import { BulkBar } from './bulk-bar.tsx'
import { ColumnMenu } from './column-menu.tsx'
import { useColumns, type Column } from './columns.ts'
import { PhoneRows } from './phone-rows.tsx'
import { ErrorNotice } from './error-notice.tsx'
import type { Filters } from './filters.ts'
import { ListEnd, ListSkeleton, NothingMatches, StaleNotice } from './list-states.tsx'
import { useScreenWidth } from './screen.ts'
import { useRowKeys } from './row-keys.ts'

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
      {phone ? <PhoneRows {...props} /> : <WideTable {...props} />}
      <ListEnd rows={rows} />
    </div>
  )
}

function WideTable<T extends object>(props: DataTableProps<T>) {
  const { name, label, rows, rowKey, selected, onOpen, bulk, arrangeable = true } = props
  const t = useText('kit')
  const columns = useColumns(name, props.columns)
  const [picked, setPicked] = useState<readonly string[]>([])
  const keys = useRowKeys(rows.items, rowKey, { selected, onOpen, picked, onPick: bulk ? setPicked : undefined })
  const clear = () => setPicked([])
  return (
    <>
      <Table<T>
        aria-label={label}
        size="small"
        pagination={false}
        dataSource={rows.items as T[]}
        rowKey={rowKey}
        columns={columns.shown.map((column) => antColumn(column, props))}
        onChange={(_page, _filters, sorter) => props.sort?.[1](sortText(sorter))}
        rowClassName={(row) => rowClass(rowKey(row), selected, keys.at)}
        onRow={(row) => ({ onClick: (event) => open(event, row, props) })}
        {...(bulk && { rowSelection: selection(picked, setPicked, t('table.select')) })}
      />
      {arrangeable && (
        <span className="column-menu-place">
          <ColumnMenu columns={columns} />
        </span>
      )}
      {bulk && picked.length > 0 && (
        <BulkBar count={picked.length} onClear={clear}>
          {bulk(picked, clear)}
        </BulkBar>
      )}
    </>
  )
}

function antColumn<T extends object>(column: Column<T>, { sort, hrefOf }: DataTableProps<T>) {
  const { key, title, role, align, render } = column
  const subject = role === 'subject'
  return {
    key,
    title,
    className: ['cell', role && `cell-${role}`, align === 'right' && 'num'].filter(Boolean).join(' '),
    ...(align && { align }),
    ...(column.sort && sort && { sorter: true, sortOrder: sortOrderOf(column.sort, sort[0]), columnKey: column.sort }),
    render: (_value: unknown, row: T) =>
      subject && hrefOf ? (
        <a className="subject-link" href={hrefOf(row)} onClick={(event) => event.preventDefault()}>
          {render(row)}
        </a>
      ) : (
        render(row)
      ),
  }
}

/** A click opens beside; with Ctrl or ⌘ in a tab. Clicks on controls inside the row are theirs. */
function open<T extends object>(event: MouseEvent, row: T, { onOpen, hrefOf }: DataTableProps<T>): void {
  if ((event.target as HTMLElement).closest('button, input, label, a:not(.subject-link)')) return
  if ((event.metaKey || event.ctrlKey) && hrefOf) window.open(hrefOf(row), '_blank', 'noopener')
  else onOpen?.(row)
}

function selection(picked: readonly string[], onPick: (keys: readonly string[]) => void, title: string) {
  return {
    selectedRowKeys: [...picked] as Key[],
    columnTitle: (node: ReactNode) => <span title={title}>{node}</span>,
    onChange: (keys: Key[]) => onPick(keys.map(String)),
  }
}

function rowClass(key: string, selected: string | undefined, at: string | undefined): string {
  return [key === selected && 'row-selected', key === at && 'row-at'].filter(Boolean).join(' ')
}

function sortOrderOf(name: string, sort: string): 'ascend' | 'descend' | null {
  if (sort === name) return 'ascend'
  return sort === `-${name}` ? 'descend' : null
}

type Sorter<T> = Parameters<NonNullable<TableProps<T>['onChange']>>[2]

function sortText<T>(sorter: Sorter<T>): string {
  const one = Array.isArray(sorter) ? sorter[0] : sorter
  const name = (one?.column as { columnKey?: string } | undefined)?.columnKey
  if (!name || !one?.order) return ''
  return one.order === 'descend' ? `-${name}` : name
}
