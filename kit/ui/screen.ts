import { useSyncExternalStore } from 'react'

/** Widths at which the layout changes; each is the least width of its name. */
const STEPS = { narrow: 641, medium: 1024, wide: 1280, huge: 1680 } as const

export type ScreenWidth = 'phone' | keyof typeof STEPS

const ORDER: readonly ScreenWidth[] = ['phone', 'narrow', 'medium', 'wide', 'huge']

/** `phone` ≤ 640 · `narrow` ≤ 1023: list or main · `medium` ≤ 1279: inspector as a drawer · `wide` · `huge`. */
export function useScreenWidth(): ScreenWidth {
  return useSyncExternalStore(listen, current)
}

/** `atLeast(width, 'wide')`: the inspector stands beside the main pane. */
export function atLeast(width: ScreenWidth, least: ScreenWidth): boolean {
  return ORDER.indexOf(width) >= ORDER.indexOf(least)
}

function current(): ScreenWidth {
  const reached = ORDER.filter((step) => step !== 'phone' && queryOf(step).matches)
  return reached.at(-1) ?? 'phone'
}

function listen(listener: () => void): () => void {
  const queries = ORDER.filter((step) => step !== 'phone').map(queryOf)
  for (const query of queries) query.addEventListener('change', listener)
  return () => {
    for (const query of queries) query.removeEventListener('change', listener)
  }
}

function queryOf(step: keyof typeof STEPS): MediaQueryList {
  return matchMedia(`(min-width: ${STEPS[step]}px)`)
}
