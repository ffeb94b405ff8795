import { X } from 'lucide-react'
import { useEffect, useSyncExternalStore } from 'react'
import { useText } from '#kit/i18n'
import { useKeys } from '#kit/slots'

/** What was done, in the words of the act, and how to take it back. */
export interface Toast {
  readonly text: string
  readonly undo?: () => void
}

const SHOWN_MS = 8000
const listeners = new Set<() => void>()
let shown: (Toast & { readonly id: number }) | undefined
let count = 0

/** Says what was done, bottom left, for 8 s: `toast({ text: 'Reassigned to Su Qing', undo })`. One at a time. */
export function toast(next: Toast): void {
  count += 1
  show({ ...next, id: count })
}

/** The place of the toast; `FacetRoot` holds it. */
export function UndoToasts() {
  const t = useText('kit')
  const current = useSyncExternalStore(listen, () => shown)
  useEffect(() => {
    if (!current) return undefined
    const timer = setTimeout(() => show(undefined), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [current])
  const undo = () => {
    current?.undo?.()
    show(undefined)
  }
  useKeys(
    [
      { keys: 'U', run: undo },
      { keys: 'Mod Z', run: undo },
    ],
    current?.undo !== undefined,
  )
  return (
    <div className="toasts" role="status">
      {current && (
        <div className="toast" key={current.id}>
          <span>{current.text}</span>
          {current.undo && (
            <button type="button" className="toast-undo" onClick={undo}>
              {t('undo')}
            </button>
          )}
          <button type="button" className="icon-button" aria-label={t('close')} onClick={() => show(undefined)}>
            <X aria-hidden size={14} strokeWidth={1.75} />
          </button>
        </div>
      )}
    </div>
  )
}

function show(next: typeof shown): void {
  shown = next
  for (const listener of listeners) listener()
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
