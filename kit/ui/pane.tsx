import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { useStored } from '#kit/data'
import { useText } from '#kit/i18n'
import { Resizer } from './resizer.tsx'

export interface PanesProps {
  /** Below 1024 px only one fits: the list, or what was chosen in it. */
  readonly show?: 'list' | 'main'
  readonly children: ReactNode
}

/** The parts of a page side by side: `Pane`s and at most one `Inspector`. Panes scroll, the page never does. */
export function Panes({ show = 'main', children }: PanesProps) {
  return (
    <div className="panes" data-show={show}>
      {children}
    </div>
  )
}

export interface PaneProps {
  /** Remembers the width on this device: `desk.incidents.list`. Panes with a name can be resized. */
  readonly name?: string
  readonly kind?: 'list' | 'main'
  /** The contents of the 48 px bar. */
  readonly bar?: ReactNode
  /** Back to the list, where only one of both fits. */
  readonly onBack?: () => void
  /** Below the bar, not scrolling: tabs, filters. */
  readonly head?: ReactNode
  /** Below the contents, not scrolling: a composer, a selection bar. */
  readonly foot?: ReactNode
  /** Keeps 28 px around the contents, as the main pane of a page does. */
  readonly padded?: boolean
  readonly label?: string
  readonly children?: ReactNode
}

const LIST_WIDTH = { usual: 304, least: 276, most: 420 } as const

export function Pane({ name, kind = 'main', bar, onBack, head, foot, padded = false, label, children }: PaneProps) {
  const t = useText('kit')
  const [width, setWidth] = useStored(`width.${name ?? 'list'}`, LIST_WIDTH.usual as number)
  const list = kind === 'list'
  const Element = list ? 'section' : 'main'
  return (
    <Element className={`pane ${kind}`} style={list ? { width } : undefined} aria-label={label}>
      {bar && (
        <div className="bar">
          {onBack && <BackButton label={t('pane.back')} onBack={onBack} />}
          {bar}
        </div>
      )}
      {head}
      <div className={padded ? 'scroll padded' : 'scroll'}>{children}</div>
      {foot}
      {list && name && (
        <Resizer edge="right" width={width} limits={LIST_WIDTH} label={t('pane.resize')} onResize={setWidth} />
      )}
    </Element>
  )
}

function BackButton({ label, onBack }: { label: string; onBack: () => void }) {
  return (
    <button type="button" className="icon-button pane-back" aria-label={label} title={label} onClick={onBack}>
      <ArrowLeft aria-hidden size={16} strokeWidth={1.75} />
    </button>
  )
}
