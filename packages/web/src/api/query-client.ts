import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiError } from './client.ts'

/** Errors that another try cannot mend. */
function isFinal(error: unknown): boolean {
  return error instanceof ApiError && error.status >= 400 && error.status < 500
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
        retry: (failures, error) => !isFinal(error) && failures < 2,
      },
    },
  })
}
