import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError } from './client.ts'

/** The engine was away or busy (503), or the server did not answer: another try may mend it. */
function mayPass(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 503 || error.status === 0)
}

/** Who has lost the session is led to the door, and back to the same page afterwards. */
function leadToSignIn(error: unknown): void {
  if (!(error instanceof ApiError) || error.code !== 'access.unauthenticated') return
  if (/^\/(?:sign-in|setup|enter)/.test(location.pathname)) return
  const back = encodeURIComponent(location.pathname + location.search)
  location.assign(`/sign-in?back=${back}`)
}

/** The cache of answers. Facts change by imports only, and an import empties the cache itself. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: leadToSignIn }),
    mutationCache: new MutationCache({ onError: leadToSignIn }),
    defaultOptions: {
      queries: {
        staleTime: 5 * 60_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => mayPass(error) && failures < 2,
      },
    },
  })
}
