import { useState } from 'react'
import { useKeys } from '#kit/slots'

export interface RowKeysOptions<T> {
  readonly selected: string | undefined
  readonly onOpen: ((row: T) => void) | undefined
  readonly picked?: readonly string[]
  readonly onPick?: ((keys: readonly string[]) => void) | undefined
}

/** J and K walk the rows, Enter opens, X picks. `at` is the row that the keys stand on. */
export function useRowKeys<T>(
  items: readonly T[],
  rowKey: (row: T) => string,
  { selected, onOpen, picked = [], onPick }: RowKeysOptions<T>,
): { readonly at: string | undefined } {
  const [walked, setWalked] = useState<string>()
  const at = walked ?? selected
  const walk = (by: 1 | -1) => {
    const index = items.findIndex((row) => rowKey(row) === at)
    const next = items[index === -1 ? 0 : Math.min(items.length - 1, Math.max(0, index + by))]
    if (next) setWalked(rowKey(next))
  }
  const current = items.find((row) => rowKey(row) === at)
  const pick = () => {
    if (at) onPick?.(picked.includes(at) ? picked.filter((key) => key !== at) : [...picked, at])
  }
  useKeys([
    { keys: 'J', titleKey: 'kit:keys.next', group: 'screen', run: () => walk(1) },
    { keys: 'K', titleKey: 'kit:keys.previous', group: 'screen', run: () => walk(-1) },
  ])
  useKeys(
    [{ keys: 'Enter', titleKey: 'kit:keys.open', group: 'screen', run: () => current && onOpen?.(current) }],
    walked !== undefined && onOpen !== undefined,
  )
  useKeys([{ keys: 'X', titleKey: 'kit:keys.pick', group: 'screen', run: pick }], onPick !== undefined)
  return { at: walked }
}
