import type { ReactNode } from 'react'
import { useStored } from '#kit/data'

/**
 * A column. `role` says what it is for the reader: `mark` and `id` come first, `subject` is the only one that gives
 * way, `end` holds the deadline. On a phone the same roles make a two-line row.
 */
export interface Column<T> {
  readonly key: string
  readonly title: string
  readonly render: (row: T) => ReactNode
  readonly role?: 'mark' | 'id' | 'subject' | 'end'
  /** Figures stand right; one precision per column. */
  readonly align?: 'right'
  /** The name by which the server sorts; without it the column is not sortable. */
  readonly sort?: string
  /** Not shown until it is chosen in the column list. */
  readonly optional?: boolean
  /** On a phone its title stands before it: a figure there says nothing by itself. */
  readonly named?: boolean
  /** Left out on phones. */
  readonly wideOnly?: boolean
}

export interface ColumnChoice {
  readonly order: readonly string[]
  readonly hidden: readonly string[]
}

export interface Columns<T> {
  readonly all: readonly Column<T>[]
  readonly shown: readonly Column<T>[]
  readonly isShown: (key: string) => boolean
  readonly toggle: (key: string) => void
  readonly move: (key: string, by: -1 | 1) => void
  readonly reset: () => void
}

/** The columns of a table as this person arranged them on this device. */
export function useColumns<T>(name: string, given: readonly Column<T>[]): Columns<T> {
  const [choice, choose] = useStored<ColumnChoice | null>(`columns.${name}`, null)
  const { order, hidden } = choice ?? usualChoice(given)
  const all = inOrder(given, order)
  return {
    all,
    shown: all.filter(({ key }) => !hidden.includes(key)),
    isShown: (key) => !hidden.includes(key),
    toggle: (key) =>
      choose({ order, hidden: hidden.includes(key) ? hidden.filter((k) => k !== key) : [...hidden, key] }),
    move: (key, by) =>
      choose({
        hidden,
        order: moved(
          all.map((column) => column.key),
          key,
          by,
        ),
      }),
    reset: () => choose(null),
  }
}

/** Known columns in the person's order; columns that are new since then stand where the page put them. */
export function inOrder<T>(given: readonly Column<T>[], order: readonly string[]): readonly Column<T>[] {
  const place = ({ key }: Column<T>) => {
    const index = order.indexOf(key)
    return index === -1 ? given.findIndex((column) => column.key === key) : index
  }
  return given.toSorted((a, b) => place(a) - place(b))
}

export function moved(keys: readonly string[], key: string, by: -1 | 1): readonly string[] {
  const from = keys.indexOf(key)
  const to = from + by
  if (from === -1 || to < 0 || to >= keys.length) return keys
  return keys.toSpliced(from, 1).toSpliced(to, 0, key)
}

function usualChoice<T>(given: readonly Column<T>[]): ColumnChoice {
  return {
    order: given.map(({ key }) => key),
    hidden: given.filter(({ optional }) => optional).map(({ key }) => key),
  }
}
