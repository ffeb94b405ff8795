import { Table, type TableProps } from 'antd'
import { useState, type Key, type MouseEvent, type ReactNode } from 'react'
import { useText } from '#kit/i18n'
import { BulkBar } from './bulk-bar.tsx'
import { ColumnMenu } from './column-menu.tsx'
import { useColumns, type Column } from './columns.ts'
import type { DataTableProps } from './data-table.tsx'
import { useRowKeys } from './row-keys.ts'

/** The table of wide screens, on Ant Design's Table; it is loaded when the first one is shown. */
export function WideTable<T extends object>(props: DataTableProps<T>) {
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
