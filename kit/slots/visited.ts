import { useEffect } from 'react'
import { onLeave, readStored, useStored, writeStored } from '#kit/data'

/** A page of one thing that was open lately, for the palette before anything is typed. */
export interface Visited {
  readonly title: string
  readonly detail?: string | undefined
  readonly path: string
}

const NAME = 'visited'
const KEPT_MAX = 8

/** Remembers the page of one thing as soon as its title is known: `useVisited(invoice && { title, path })`. */
export function useVisited(thing: Visited | undefined): void {
  const { title, detail, path } = thing ?? {}
  useEffect(() => {
    if (title !== undefined && path !== undefined) remember({ title, detail, path })
  }, [title, detail, path])
}

/** The newest first. */
export function useVisitedThings(): readonly Visited[] {
  return useStored<readonly Visited[]>(NAME, [])[0]
}

export function remember(thing: Visited): void {
  const others = readStored<readonly Visited[]>(NAME, []).filter(({ path }) => path !== thing.path)
  writeStored(NAME, [thing, ...others].slice(0, KEPT_MAX))
}

// The next person at this browser is not told whose invoice was open.
onLeave(async () => writeStored(NAME, []))
