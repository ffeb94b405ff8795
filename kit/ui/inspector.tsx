import { Button, Drawer } from 'antd'
import { PanelRight } from 'lucide-react'
import { useSyncExternalStore, type ReactNode } from 'react'
import { useStored } from '#kit/data'
import { useText } from '#kit/i18n'
import { useKeys } from '#kit/slots'
import { Resizer } from './resizer.tsx'
import { atLeast, useScreenWidth } from './screen.ts'

export interface InspectorProps {
  /** Remembers the width: `desk.incident.inspector`. */
  readonly name: string
  readonly label: string
  /** A title, or tabs, at the height of the bar. */
  readonly head?: ReactNode
  readonly children: ReactNode
}

const WIDTH = { usual: 340, least: 300, most: 480 } as const

/** What is known around the chosen thing. Beside the main pane from 1280 px, a drawer on `I` below. */
export function Inspector({ name, label, head, children }: InspectorProps) {
  const t = useText('kit')
  const screen = useScreenWidth()
  const beside = atLeast(screen, 'wide')
  const [width, setWidth] = useStored(`width.${name}`, screen === 'huge' ? 400 : (WIDTH.usual as number))
  const open = useInspectorOpen()
  useKeys([{ keys: 'I', titleKey: 'kit:inspector.open', group: 'screen', run: () => setOpen(!opened) }], !beside)
  const parts = (
    <>
      {head && <div className="bar inspector-head">{head}</div>}
      <div className="scroll">{children}</div>
    </>
  )
  if (beside) {
    return (
      <aside className="pane inspector" style={{ width }} aria-label={label}>
        {parts}
        <Resizer edge="left" width={width} limits={WIDTH} label={t('pane.resize')} onResize={setWidth} />
      </aside>
    )
  }
  return (
    <Drawer
      open={open}
      onClose={() => setOpen(false)}
      size={screen === 'phone' ? '100%' : 400}
      closable={screen === 'phone'}
      title={screen === 'phone' ? label : null}
      aria-label={label}
      classNames={{ body: 'inspector-drawer' }}
    >
      {parts}
    </Drawer>
  )
}

/** In the main pane's bar: opens the inspector where it does not stand beside. */
export function InspectorButton() {
  const t = useText('kit')
  const beside = atLeast(useScreenWidth(), 'wide')
  if (beside) return null
  return (
    <Button
      type="text"
      aria-label={t('inspector.open')}
      title={t('inspector.open')}
      icon={<PanelRight aria-hidden size={16} strokeWidth={1.75} />}
      onClick={() => setOpen(true)}
    />
  )
}

const listeners = new Set<() => void>()
let opened = false

function setOpen(next: boolean): void {
  opened = next
  for (const listener of listeners) listener()
}

function useInspectorOpen(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => opened,
  )
}
