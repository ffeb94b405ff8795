import { keepPreviousData, MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { RefusedByServer } from '#engine/http/contract'

/**
 * One cache for the whole console. Rows stay on the screen while newer ones are fetched; a refusal is not tried
 * again, a broken connection twice. Commands wait while the device is offline and are sent when it is back.
 */
export function createQueryClient(): QueryClient {
  const onError = (error: Error) => {
    if (endsSession(error)) void client.invalidateQueries({ queryKey: ['session'] })
  }
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: (error, { queryKey }) => queryKey[0] !== 'session' && onError(error) }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        placeholderData: keepPreviousData,
        retry: (failures, error) => failures < 2 && mayPass(error),
        retryDelay: (attempt) => Math.min(1000 * 2 ** attempt, 8000),
      },
      mutations: { retry: (failures, error) => failures < 2 && mayPass(error) },
    },
  })
  return client
}

/** The session ended elsewhere; asking who is signed in brings the sign-in page. */
function endsSession(error: Error): boolean {
  return error instanceof RefusedByServer && error.status === 401
}

/** Only what was never answered, or answered "not now", may pass by itself. */
function mayPass(error: Error): boolean {
  return !(error instanceof RefusedByServer) || error.status === 429 || error.status >= 502
}
