import type { LucideIcon } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { createRegistry } from './registry.ts'

/** What a command may use when it runs. */
export interface CommandContext {
  readonly go: (path: string) => void
  readonly may: (permission: string) => boolean
}

/** An act offered in the command palette (Ctrl K). */
export interface Command {
  readonly id: string
  readonly titleKey: string
  readonly icon?: LucideIcon
  readonly keys?: string
  readonly may?: string
  readonly run: (context: CommandContext) => void
}

/** One thing found by its words: a person, a device, a case. */
export interface Found {
  readonly id: string
  readonly title: string
  readonly detail?: string
  readonly icon?: LucideIcon
  readonly path: string
}

/** A search over one kind of thing, asked while a person types in the palette. */
export interface Finder {
  readonly id: string
  readonly titleKey: string
  readonly may?: string
  readonly find: (words: string, signal: AbortSignal) => Promise<readonly Found[]>
}

const commands = createRegistry<Command>()
const finders = createRegistry<Finder>()

/** Offers acts in the palette, wherever the person is. */
export function defineCommands(list: readonly Command[]): void {
  for (const command of list) commands.add(command)
}

/** Offers a kind of thing to the palette's search. */
export function defineFinder(finder: Finder): void {
  finders.add(finder)
}

export function useCommands(): readonly Command[] {
  return useSyncExternalStore(commands.subscribe, commands.all)
}

export interface FoundGroup {
  readonly finder: Finder
  readonly found: readonly Found[]
}

const TYPING_PAUSE_MS = 150

/** Asks every finder for `words`; a finder that fails is left out, the others still answer. */
export function useFound(words: string, may: (permission: string) => boolean): readonly FoundGroup[] {
  const [groups, setGroups] = useState<readonly FoundGroup[]>([])
  const all = useSyncExternalStore(finders.subscribe, finders.all)
  useEffect(() => {
    if (words.trim() === '') return undefined
    const stop = new AbortController()
    const timer = setTimeout(() => {
      const allowed = all.filter((finder) => !finder.may || may(finder.may))
      void askAll(allowed, words.trim(), stop.signal).then((found) => {
        if (!stop.signal.aborted) setGroups(found)
      })
    }, TYPING_PAUSE_MS)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [words, all, may])
  // What was found for fewer letters stays on the screen until the longer word is answered.
  return words.trim() === '' ? [] : groups
}

async function askAll(all: readonly Finder[], words: string, signal: AbortSignal): Promise<FoundGroup[]> {
  const answers = await Promise.allSettled(all.map((finder) => finder.find(words, signal)))
  return answers.flatMap((answer, index) =>
    answer.status === 'fulfilled' && answer.value.length > 0 ? [{ finder: all[index]!, found: answer.value }] : [],
  )
}
