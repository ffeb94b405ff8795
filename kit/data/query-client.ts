import { keepPreviousData, MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { RefusedByServer } from '#engine/http/contract'
import { SESSION_KEY } from './session.tsx'

/**
 * One cache for the whole console. Rows stay on the screen while newer ones are fetched; a refusal is not tried
 * again, a broken connection twice. Commands wait while the device is offline and are sent when it is back.
 */
export function createQueryClient(): QueryClient {
  const onError = (error: Error) => {
    if (endsSession(error) && client.getQueryData(SESSION_KEY)) void client.invalidateQueries({ queryKey: SESSION_KEY })
  }
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
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
