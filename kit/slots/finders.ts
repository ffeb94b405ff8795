import type { LucideIcon } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { createRegistry } from './registry.ts'

/** One thing found by its words: a person, a device, a case. */
export interface Found {
  readonly id: string
  readonly title: string
  readonly detail?: string
  readonly icon?: LucideIcon
  readonly path: string
}

export type May = (permission: string) => boolean

/** A search over one kind of thing, asked while a person types in the palette. */
export interface Finder {
  readonly id: string
  readonly titleKey: string
  /** The permission without which it is not asked; of several, one is enough. */
  readonly may?: string | readonly string[]
  readonly find: (words: string, signal: AbortSignal, may: May) => Promise<readonly Found[]>
}

export interface FoundGroup {
  readonly finder: Finder
  readonly found: readonly Found[]
}

/** What every finder has answered so far; `asking` while one of them has not. */
export interface FoundThings {
  readonly groups: readonly FoundGroup[]
  readonly asking: boolean
}

/** Of one kind of thing no more are shown: more words find better than a long list. */
export const FOUND_MAX = 5
const TYPING_PAUSE_MS = 150
const ANSWER_WITHIN_MS = 8_000
const NOTHING: FoundThings = { groups: [], asking: false }

const finders = createRegistry<Finder>()

/** Offers a kind of thing to the palette's search. */
export function defineFinder(finder: Finder): void {
  finders.add(finder)
}

/**
 * Asks every allowed finder for `words`, once the typing rests. Each answer is shown as it comes, in the order of the
 * registry; one that fails or is too slow is left out and holds nobody up.
 */
export function useFound(words: string, may: May): FoundThings {
  const [things, setThings] = useState(NOTHING)
  const all = useSyncExternalStore(finders.subscribe, finders.all)
  const text = words.trim()
  useEffect(() => {
    if (text === '') return undefined
    const stop = new AbortController()
    const timer = setTimeout(() => void askAll(allowedOf(all, may), text, may, stop.signal, setThings), TYPING_PAUSE_MS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [text, all, may])
  // What was found for fewer letters stays on the screen until the longer word is answered.
  return text === '' ? NOTHING : things
}

function allowedOf(all: readonly Finder[], may: May): readonly Finder[] {
  return all.filter((finder) => finder.may === undefined || [finder.may].flat().some(may))
}

type Show = (change: (before: FoundThings) => FoundThings) => void

async function askAll(all: readonly Finder[], words: string, may: May, stop: AbortSignal, show: Show): Promise<void> {
  const answers = new Map<Finder, readonly Found[]>()
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), ANSWER_WITHIN_MS)
  const signal = AbortSignal.any([stop, late.signal])
  show(({ groups }) => ({ groups, asking: all.length > 0 }))
  const asked = all.map(async (finder) => {
    answers.set(finder, await answerOf(finder, words, signal, may))
    if (stop.aborted) return
    const groups = all.flatMap((one) => groupOf(one, answers.get(one)))
    show(({ groups: before }) => {
      const asking = answers.size < all.length
      return { groups: asking && groups.length === 0 ? before : groups, asking }
    })
  })
  await Promise.all(asked)
  clearTimeout(timer)
}

function groupOf(finder: Finder, found: readonly Found[] = []): FoundGroup[] {
  return found.length === 0 ? [] : [{ finder, found: found.slice(0, FOUND_MAX) }]
}

/** A finder whose request ignores its signal is given up all the same. */
async function answerOf(finder: Finder, words: string, signal: AbortSignal, may: May): Promise<readonly Found[]> {
  const given = new Promise<readonly Found[]>((resolve) => {
    signal.addEventListener('abort', () => resolve([]), { once: true })
  })
  return Promise.race([given, finder.find(words, signal, may).catch(() => [])])
}
