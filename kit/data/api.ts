import {
  useMutation,
  useQueryClient,
  type InfiniteData,
  type QueryKey,
  type UseInfiniteQueryOptions,
  type UseMutationResult,
  type UseQueryOptions,
} from '@tanstack/react-query'
import { createClient, type Client, type Contract, type Page } from '#engine/http/contract'
import { currentLocale } from '#kit/i18n'
import { reaching } from './not-reached.ts'

const READ_WITHIN_MS = 30_000

type Call<C extends Contract, K extends keyof C> = Client<C>[K]
type Input<C extends Contract, K extends keyof C> = Parameters<Call<C, K>>[0]
type Output<C extends Contract, K extends keyof C> = Awaited<ReturnType<Call<C, K>>>
type Given<I> = undefined extends I ? readonly [input?: I] : readonly [input: I]
type Row<O> = O extends Page<infer T> ? T : never

/** A query of one route, for `useQuery`. */
export type RouteQuery<O> = Pick<UseQueryOptions<O, Error>, 'queryKey'> & {
  readonly queryFn: (context: { signal: AbortSignal }) => Promise<O>
}
/** A keyset-paged query of one route, for `useInfiniteQuery` and `DataTable`. */
export type PagesQuery<T> = UseInfiniteQueryOptions<
  Page<T>,
  Error,
  InfiniteData<Page<T>, string | undefined>,
  QueryKey,
  string | undefined
>

/** A contract as the browser uses it. `name` opens every cache key, so that live events can name what they change. */
export interface Api<C extends Contract> {
  /** The bare typed calls, for what is neither a query nor a command of a page. */
  readonly call: Client<C>
  /** `useQuery(desk.query('getIncident', { params: { id } }))` */
  query<K extends keyof C & string>(route: K, ...given: Given<Input<C, K>>): RouteQuery<Output<C, K>>
  /** `useInfiniteQuery(desk.pages('listIncidents', { query: { status } }))`; the page cursor is added. */
  pages<K extends keyof C & string>(route: K, ...given: Given<Input<C, K>>): PagesQuery<Row<Output<C, K>>>
  /** The cache key of a route, of one call of it, or of the whole contract; what `refetch` and `useLive` take. */
  key<K extends keyof C & string>(route?: K, input?: Input<C, K>): QueryKey
}

/** Makes the browser's side of a contract: `export const deskApi = apiOf('desk', deskContract)`. */
export function apiOf<C extends Contract>(name: string, contract: C): Api<C> {
  const headers = () => ({ 'accept-language': currentLocale() })
  const call = createClient(contract, { headers, fetch: reaching })
  const calls = call as unknown as Record<string, (input?: object) => Promise<never>>
  const key = (route?: string, input?: unknown): QueryKey => [name, route, input].filter((part) => part !== undefined)
  return {
    call,
    key,
    query: (route, ...[input]) => ({
      queryKey: key(route, input),
      queryFn: ({ signal }) => calls[route]!({ ...input, signal: soon(signal) }),
    }),
    pages: (route, ...[input]) => ({
      queryKey: key(route, input),
      queryFn: ({ signal, pageParam }) =>
        calls[route]!({ ...input, query: pageOf(input, pageParam), signal: soon(signal) }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  }
}

/** A line may look alive and carry nothing: a reading that nobody answers ends, and is tried again. */
function soon(signal: AbortSignal): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(READ_WITHIN_MS)])
}

export interface CommandOptions<O> {
  /** Cache keys that the command makes stale; they are fetched again when it is done. */
  readonly refetch?: readonly QueryKey[]
  readonly onDone?: (output: O) => void
}

/**
 * A command of a page: `const resolve = useCommand(deskApi, 'resolveIncident', { refetch: [deskApi.key()] })`,
 * then `resolve.mutate({ params: { id }, body })`. Each act carries one Idempotency-Key through all its retries.
 */
export function useCommand<C extends Contract, K extends keyof C & string>(
  api: Api<C>,
  route: K,
  { refetch = [], onDone }: CommandOptions<Output<C, K>> = {},
): UseMutationResult<Output<C, K>, Error, Input<C, K>> {
  const cache = useQueryClient()
  const call = api.call[route] as unknown as (input: object) => Promise<Output<C, K>>
  return useMutation<Output<C, K>, Error, Input<C, K>>({
    mutationKey: api.key(route),
    mutationFn: (input) => call(withIdempotencyKey(input ?? {})),
    onSuccess: async (output) => {
      onDone?.(output)
      await Promise.all(refetch.map((queryKey) => cache.invalidateQueries({ queryKey: [...queryKey] })))
    },
  })
}

/** A change that is refused (412) when somebody else was faster: `update.mutate({ params, body, ...ifMatch(version) })`. */
export function ifMatch(version: number): { headers: Record<string, string> } {
  return { headers: { 'if-match': `"${version}"` } }
}

const idempotencyKeys = new WeakMap<object, string>()

function withIdempotencyKey(input: object): object {
  const key = idempotencyKeys.get(input) ?? crypto.randomUUID()
  idempotencyKeys.set(input, key)
  const given = 'headers' in input ? (input.headers as Record<string, string>) : {}
  return { ...input, headers: { 'idempotency-key': key, ...given } }
}

function pageOf(input: unknown, after: string | undefined): object {
  const query = (input as { query?: object } | undefined)?.query
  return after === undefined ? { ...query } : { ...query, after }
}
