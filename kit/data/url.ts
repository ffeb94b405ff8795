import { useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

/** What stands behind the `?` of the address: plain text by name, several values of a name as a list. */
export type Search = Readonly<Record<string, string | readonly string[] | undefined>>

/** `?status=open&region=深圳` and back, without JSON in the address. */
export function parseSearch(text: string): Search {
  const parameters = new URLSearchParams(text)
  const names = new Set(parameters.keys())
  return Object.fromEntries([...names].map((name) => [name, oneOrMany(parameters.getAll(name))]))
}

export function writeSearch(search: Readonly<Record<string, unknown>>): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    for (const one of [value].flat()) if (typeof one === 'string' && one !== '') parameters.append(name, one)
  }
  return parameters.size > 0 ? `?${parameters.toString()}` : ''
}

/**
 * The state that a colleague must see the same way: filters, sort, selected id, tab, range.
 * `patch` replaces by default; `push: true` makes a step that "back" takes again.
 */
export function useUrlState(): readonly [Search, (patch: Search, options?: { push?: boolean }) => void] {
  const search = useSearch({ strict: false }) as Search
  const navigate = useNavigate()
  const patch = useCallback(
    (change: Search, { push = false } = {}) => {
      void navigate({ to: '.', search: (old: Search) => ({ ...old, ...change }), replace: !push } as never)
    },
    [navigate],
  )
  return [search, patch]
}

/** One value of the address: `const [tab, setTab] = useUrlValue('tab', 'all')`; the usual value is not written. */
export function useUrlValue(name: string, usual = ''): readonly [string, (value: string) => void] {
  const [search, patch] = useUrlState()
  const value = search[name]
  const set = useCallback((next: string) => patch({ [name]: next === usual ? undefined : next }), [name, usual, patch])
  return [typeof value === 'string' ? value : usual, set]
}

/** Goes to a path of the console: `go('/desk/incidents/…', { tab: 'links' })`. */
export function useGo(): (path: string, search?: Search) => void {
  const router = useRouter()
  return useCallback((path, search = {}) => router.history.push(path + writeSearch(search)), [router])
}

function oneOrMany(values: string[]): string | string[] {
  return values.length === 1 ? values[0]! : values
}
