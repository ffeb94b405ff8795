import { useMemo } from 'react'
import { useUrlState, type Search } from '#kit/data'

export interface FilterOption {
  readonly value: string
  readonly label: string
}

/** One thing a list can be narrowed by. `name` is the query parameter in the address and in the contract. */
export interface Filter {
  readonly name: string
  readonly label: string
  readonly options: readonly FilterOption[]
}

export interface ActiveFilter {
  readonly filter: Filter
  readonly option: FilterOption
}

/** The filters of a list as they stand in the address. */
export interface Filters {
  readonly all: readonly Filter[]
  /** For the contract's query: `deskApi.pages('listIncidents', { query: filters.values })`. */
  readonly values: Readonly<Record<string, string>>
  readonly active: readonly ActiveFilter[]
  readonly words: string
  readonly set: (name: string, value: string | undefined) => void
  readonly search: (words: string) => void
  readonly clear: () => void
}

const WORDS = 'q'

/** Filters live in the address, so that a link shows a colleague the same list. `q` holds the searched words. */
export function useFilters(all: readonly Filter[]): Filters {
  const [search, patch] = useUrlState()
  return useMemo(() => {
    const active = activeFilters(all, search)
    const words = typeof search[WORDS] === 'string' ? search[WORDS] : ''
    const chosen = active.map(({ filter, option }) => [filter.name, option.value])
    return {
      all,
      active,
      words,
      values: Object.fromEntries(words ? [...chosen, [WORDS, words]] : chosen),
      set: (name, value) => patch({ [name]: value }),
      search: (next) => patch({ [WORDS]: next || undefined }),
      clear: () => patch(Object.fromEntries([...all.map(({ name }) => name), WORDS].map((name) => [name, undefined]))),
    }
  }, [all, search, patch])
}

/** What the address says and this list knows; an unknown value is shown as it stands, so that it can be removed. */
export function activeFilters(all: readonly Filter[], search: Search): ActiveFilter[] {
  return all.flatMap((filter) => {
    const value = search[filter.name]
    if (typeof value !== 'string' || value === '') return []
    const option = filter.options.find((known) => known.value === value) ?? { value, label: value }
    return [{ filter, option }]
  })
}

/** `区域 深圳，状态 待办`: the filters as one sentence, for the empty list and for screen readers. */
export function filterSentence({ active, words }: Filters): string {
  const parts = active.map(({ filter, option }) => `${filter.label} ${option.label}`)
  return [...parts, ...(words ? [`“${words}”`] : [])].join(' · ')
}
