import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Shape, type ShapeName } from './shapes.tsx'

/** Blue: you can act or it is selected. Green, amber, red: done, soon, late. Everything else is grey. */
export type Tone = 'neutral' | 'accent' | 'ok' | 'warn' | 'bad'

export interface ChipProps {
  readonly tone?: Tone
  readonly shape?: ShapeName
  /** The shape's own colour, where the chip itself stays grey. */
  readonly shapeTone?: Tone
  readonly icon?: LucideIcon
  readonly outlined?: boolean
  /** Solid red, for what is over; at most one of them stands in a row. */
  readonly solid?: boolean
  readonly title?: string
  readonly children: ReactNode
}

/** A short fact in a box: a state, a scope, a window. */
export function Chip({ tone = 'neutral', shape, shapeTone, icon: Icon, outlined, solid, title, children }: ChipProps) {
  const looks = ['chip', tone, outlined && 'outlined', solid && 'solid'].filter(Boolean).join(' ')
  return (
    <span className={looks} title={title}>
      {shape && (
        <i className={`ic ${shapeTone ?? ''}`}>
          <Shape name={shape} size={12} />
        </i>
      )}
      {Icon && <Icon aria-hidden size={12} strokeWidth={1.75} />}
      {children}
    </span>
  )
}
