import type { ReactNode } from 'react'

/**
 * Our own shapes for state and severity: each has its own outline, so that it is told apart without its colour and
 * on a black-and-white print. 16 px grid; the cut-outs are painted with the ground (`--shape-ground`).
 */
const ring = <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="1.75" />
const ground = 'var(--shape-ground, var(--bg))'

function bars(strong: number): ReactNode {
  return (
    <g fill="currentColor">
      <rect x="2" y="9" width="3" height="5" rx="1" />
      <rect x="6.5" y="5.5" width="3" height="8.5" rx="1" opacity={strong > 1 ? 1 : 0.25} />
      <rect x="11" y="2" width="3" height="12" rx="1" opacity={strong > 2 ? 1 : 0.25} />
    </g>
  )
}

const shapes = {
  new: <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="1.75" strokeDasharray="2.2 2.1" />,
  open: ring,
  half: (
    <>
      {ring}
      <path d="M8 4.6a3.4 3.4 0 0 1 0 6.8Z" fill="currentColor" />
    </>
  ),
  most: (
    <>
      {ring}
      <path d="M8 8V4.6A3.4 3.4 0 1 1 4.6 8Z" fill="currentColor" />
    </>
  ),
  hold: (
    <>
      {ring}
      <path d="M6.6 6v4M9.4 6v4" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
    </>
  ),
  done: (
    <>
      <circle cx="8" cy="8" r="6.4" fill="currentColor" />
      <path d="m5.3 8.2 1.9 1.9 3.6-3.9" fill="none" stroke={ground} strokeWidth="1.6" strokeLinecap="round" />
    </>
  ),
  late: (
    <>
      <path d="M8 1.6 15 14.2H1Z" fill="currentColor" stroke="currentColor" strokeLinejoin="round" />
      <path d="M8 6v4" stroke={ground} strokeWidth="1.6" strokeLinecap="round" />
      <circle cx="8" cy="12.1" r=".95" fill={ground} />
    </>
  ),
  p1: (
    <>
      <rect x="1.5" y="1.5" width="13" height="13" rx="3" fill="currentColor" />
      <path d="M8 4.4v4.4" stroke={ground} strokeWidth="1.8" strokeLinecap="round" />
      <circle cx="8" cy="11.4" r="1.05" fill={ground} />
    </>
  ),
  p2: bars(3),
  p3: bars(2),
  p4: bars(1),
  free: <circle cx="8" cy="8" r="5.4" fill="currentColor" />,
  driving: <path d="m8 1.4 5 12.6-5-2.9-5 2.9Z" fill="currentColor" />,
  onsite: <rect x="2.6" y="2.6" width="10.8" height="10.8" rx="1.5" fill="currentColor" />,
} as const satisfies Record<string, ReactNode>

export type ShapeName = keyof typeof shapes
export const SHAPE_NAMES = Object.keys(shapes) as readonly ShapeName[]

/** Decoration beside its word. Where no word stands beside it, give one as `label`. */
export function Shape({ name, size = 16, label }: { name: ShapeName; size?: number; label?: string }) {
  const spoken = label ? ({ role: 'img', 'aria-label': label } as const) : ({ 'aria-hidden': true } as const)
  return (
    <svg className="shape" viewBox="0 0 16 16" width={size} height={size} {...spoken}>
      {shapes[name]}
    </svg>
  )
}
