import {
  keepPreviousData,
  queryOptions,
  useQuery,
  type UseQueryResult,
} from '@tanstack/react-query'
import { askQuery, type QueryValue } from './client.ts'
import type { Answer, Queries, QueryId } from './contracts.ts'

/** A question with its place in the cache; used by pages and by loaders that fetch ahead. */
export function questionOptions<Q extends QueryId>(id: Q, input: Queries[Q]['input']) {
  return queryOptions({
    queryKey: [id, input],
    queryFn: ({ signal }) =>
      askQuery(id, input as Readonly<Record<string, QueryValue>>, signal) as Promise<Answer<Q>>,
    placeholderData: keepPreviousData,
  })
}

/**
 * Asks an operation; while another input is on its way the former answer stays, so that a page does
 * not jump to a skeleton and back.
 */
export function useQuestion<Q extends QueryId>(
  id: Q,
  input: Queries[Q]['input'],
  enabled = true,
): UseQueryResult<Answer<Q>> {
  return useQuery({ ...questionOptions(id, input), enabled })
}
