import type { KeyboardEvent, PointerEvent } from 'react'

export interface ResizerProps {
  /** The edge of the pane that it moves. */
  readonly edge: 'left' | 'right'
  readonly width: number
  readonly limits: { readonly usual: number; readonly least: number; readonly most: number }
  readonly label: string
  readonly onResize: (width: number) => void
}

const STEP_PX = 16

/** The line between two panes: drag it, move it with ← →, double-click for the usual width. */
export function Resizer({ edge, width, limits, label, onResize }: ResizerProps) {
  const outward = edge === 'right' ? 1 : -1
  const resize = (next: number) => onResize(Math.min(limits.most, Math.max(limits.least, Math.round(next))))

  function drag(start: PointerEvent<HTMLDivElement>): void {
    const line = start.currentTarget
    line.setPointerCapture(start.pointerId)
    const move = (event: globalThis.PointerEvent) => resize(width + (event.clientX - start.clientX) * outward)
    line.addEventListener('pointermove', move)
    line.addEventListener('lostpointercapture', () => line.removeEventListener('pointermove', move), { once: true })
  }

  function step(event: KeyboardEvent): void {
    if (event.key === 'ArrowRight') resize(width + STEP_PX * outward)
    if (event.key === 'ArrowLeft') resize(width - STEP_PX * outward)
  }

  return (
    <div
      className={`resizer ${edge}`}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={limits.least}
      aria-valuemax={limits.most}
      tabIndex={0}
      onPointerDown={drag}
      onKeyDown={step}
      onDoubleClick={() => onResize(limits.usual)}
    />
  )
}
