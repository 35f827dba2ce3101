import { queryOptions, useQuery } from '@tanstack/react-query'
import { askQuery } from '../api/client.ts'
import type { Answer } from '../api/contracts.ts'

export type Session = Answer<'access.me'>

/** Who is signed in, and to which workspace. */
export const sessionQuery = queryOptions({
  queryKey: ['access.me'],
  queryFn: ({ signal }) => askQuery('access.me', {}, signal) as Promise<Session>,
  staleTime: Infinity,
})

export function useSession(): Session | undefined {
  return useQuery(sessionQuery).data
}
