import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query'
import { runCommand } from './client.ts'
import type { CommandId, Commands, QueryId } from './contracts.ts'

/**
 * Runs a command; afterwards the questions named in `stale` are asked again.
 * @param stale ids of questions, or `all` after a command that changes facts.
 */
export function useCommand<C extends CommandId>(
  id: C,
  stale: readonly QueryId[] | 'all' = [],
): UseMutationResult<Commands[C]['output'], Error, Commands[C]['input']> {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (input: Commands[C]['input']) =>
      runCommand(id, input) as Promise<Commands[C]['output']>,
    onSuccess: async () => {
      if (stale === 'all') await cache.invalidateQueries()
      else await Promise.all(stale.map((each) => cache.invalidateQueries({ queryKey: [each] })))
    },
  })
}
