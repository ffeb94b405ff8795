import { Fragment, type ReactNode } from 'react'
import type { DataTableProps } from './data-table.tsx'
import type { Column } from './columns.ts'

/** The same rows on a phone: mark, subject and deadline above, everything else as one line below. */
export function PhoneRows<T extends object>({ rows, columns, rowKey, selected, onOpen, label }: DataTableProps<T>) {
  const shown = columns.filter(({ optional, wideOnly }) => !optional && !wideOnly)
  const of = (role: Column<T>['role']) => shown.find((column) => column.role === role)
  const meta = shown.filter(({ role }) => role === undefined || role === 'id')
  return (
    <ul className="phone-rows" aria-label={label}>
      {rows.items.map((row) => (
        <li key={rowKey(row)}>
          <button type="button" aria-current={rowKey(row) === selected || undefined} onClick={() => onOpen?.(row)}>
            <span className="phone-row-top">
              {cell(of('mark'), row)}
              <span className="cut md">{cell(of('subject'), row)}</span>
              <span className="right">{cell(of('end'), row)}</span>
            </span>
            <span className="phone-row-meta">{dotted(meta.map((column) => [column.key, named(column, row)]))}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function cell<T>(column: Column<T> | undefined, row: T): ReactNode {
  return column?.render(row)
}

function named<T>({ named: isNamed, title, render }: Column<T>, row: T): ReactNode {
  return isNamed ? (
    <span className="nb">
      {title} {render(row)}
    </span>
  ) : (
    render(row)
  )
}

function dotted(parts: readonly (readonly [string, ReactNode])[]): ReactNode {
  return parts.map(([key, part], index) => (
    <Fragment key={key}>
      {index > 0 && <span aria-hidden> · </span>}
      {part}
    </Fragment>
  ))
}
