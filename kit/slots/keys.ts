import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'

/**
 * The keyboard. A page says which keys do what; `?` lists them. Single keys rest while a text field has the focus;
 * keys with Ctrl or ⌘ do not. The page that came last wins, so that a dialog covers the page below it.
 */
export interface KeyBinding {
  /** `J`, `Shift J`, `Mod K` (⌘ on a Mac, else Ctrl), `Escape`, `?`, or two keys in a row: `G D`. */
  readonly keys: string
  /** What it does, with its namespace; shown by `?`. Without it the key works but is not listed. */
  readonly titleKey?: string
  readonly group?: 'screen' | 'go' | 'everywhere'
  readonly run: (event: KeyboardEvent) => void
}

type Run = KeyBinding['run']

interface Layer {
  readonly bindings: readonly KeyBinding[]
  readonly find: (keys: string) => Run | undefined
}

const SEQUENCE_MS = 1000
const listeners = new Set<() => void>()
let layers: readonly Layer[] = []
let before: { readonly keys: string; readonly at: number } | undefined

/** Binds keys while the component is shown and `active`. */
export function useKeys(bindings: readonly KeyBinding[], active = true): void {
  const find = useEffectEvent((pressed: string) => bindings.find(({ keys }) => keys === pressed)?.run)
  const listed = JSON.stringify(bindings.map(({ keys, titleKey, group }) => ({ keys, titleKey, group })))
  useEffect(() => {
    if (!active) return undefined
    const layer: Layer = { bindings: JSON.parse(listed) as KeyBinding[], find: (keys) => find(keys) }
    setLayers([...layers, layer])
    return () => setLayers(layers.filter((other) => other !== layer))
  }, [listed, active])
}

/** Every listed key that works now, the innermost page first. */
export function useBoundKeys(): readonly KeyBinding[] {
  const bindings = useSyncExternalStore(listen, () => layers)
    .toReversed()
    .flatMap((layer) => layer.bindings)
  return bindings.filter(
    ({ keys, titleKey }, index) => titleKey && bindings.findIndex((binding) => binding.keys === keys) === index,
  )
}

/** `⌘ K` on a Mac, `Ctrl K` elsewhere: how keys are written on the screen, one word a cap. */
export function keyCaps(keys: string): readonly string[] {
  const mac = /Mac|iPhone|iPad/.test(navigator.userAgent)
  const written: Readonly<Record<string, string>> = { Mod: mac ? '⌘' : 'Ctrl', Enter: '⏎', Escape: 'Esc', Shift: '⇧' }
  return keys.split(' ').map((key) => written[key] ?? key)
}

function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return
  const keys = pressedKeys(event)
  if (!keys || (isTyping(event) && !keys.startsWith('Mod ') && keys !== 'Escape')) return
  const sequence = before && event.timeStamp - before.at < SEQUENCE_MS ? `${before.keys} ${keys}` : undefined
  before = { keys, at: event.timeStamp }
  const run = (sequence && findRun(sequence)) ?? findRun(keys)
  if (!run) return
  before = undefined
  event.preventDefault()
  run(event)
}

function findRun(keys: string): Run | undefined {
  for (const layer of layers.toReversed()) {
    const run = layer.find(keys)
    if (run) return run
  }
  return undefined
}

/** Shift is named where it does not change the character itself: `Shift J`, but `?`. */
function pressedKeys(event: KeyboardEvent): string | undefined {
  if (['Shift', 'Control', 'Alt', 'Meta'].includes(event.key) || event.altKey) return undefined
  const letter = /^[a-z]$/i.test(event.key)
  const shift = event.shiftKey && (letter || event.key.length > 1) ? 'Shift ' : ''
  return `${event.metaKey || event.ctrlKey ? 'Mod ' : ''}${shift}${letter ? event.key.toUpperCase() : event.key}`
}

function isTyping({ target }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'range'].includes(target.type)
  return target.isContentEditable || target.matches('textarea, select')
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function setLayers(next: readonly Layer[]): void {
  if (layers.length === 0) window.addEventListener('keydown', press)
  if (next.length === 0) window.removeEventListener('keydown', press)
  layers = next
  for (const listener of listeners) listener()
}
