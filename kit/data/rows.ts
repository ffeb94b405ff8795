import {
  useInfiniteQuery,
  type InfiniteData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
} from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Page } from '#engine/http/contract'
import type { PagesQuery } from './api.ts'

/** The rows of a list in whatever state they are; what `DataTable` and `ContextList` show. */
export interface Rows<T> {
  readonly items: readonly T[]
  /** Nothing was ever loaded; a skeleton stands in. */
  readonly loading: boolean
  /** The last attempt failed; `items` may still hold what was loaded before. */
  readonly error: Error | null
  readonly retry: () => void
  readonly hasMore: boolean
  readonly loadingMore: boolean
  readonly loadMore: () => void
}

/** A keyset-paged list: `useRows(deskApi.pages('listIncidents', { query: filters.values }))`. */
export function useRows<T>(pages: PagesQuery<T>): Rows<T> {
  return useRowsOfPages(useInfiniteQuery(pages))
}

/** The rows of an infinite query that the page holds itself. */
export function useRowsOfPages<T>(query: UseInfiniteQueryResult<InfiniteData<Page<T>, unknown>>): Rows<T> {
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = query
  return useMemo(
    () => ({
      items: data?.pages.flatMap(({ items }) => items) ?? [],
      loading: isPending,
      error,
      retry: () => void refetch(),
      hasMore: hasNextPage,
      loadingMore: isFetchingNextPage,
      loadMore: () => void fetchNextPage(),
    }),
    [data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage],
  )
}

/** A short list that comes whole: `rowsOfQuery(useQuery(…), (answer) => answer.items)`. */
export function rowsOfQuery<O, T>(query: UseQueryResult<O>, itemsOf: (output: O) => readonly T[]): Rows<T> {
  return {
    ...rowsOf(query.data === undefined ? [] : itemsOf(query.data)),
    loading: query.isPending,
    error: query.error,
    retry: () => void query.refetch(),
  }
}

/** Rows that are already here. */
export function rowsOf<T>(items: readonly T[]): Rows<T> {
  return { items, loading: false, error: null, retry: nothing, hasMore: false, loadingMore: false, loadMore: nothing }
}

function nothing(): void {}
