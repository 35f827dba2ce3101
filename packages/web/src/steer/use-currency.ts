import { useQuestion } from '../api/use-question.ts'

/** The workspace's currency; until it is known, money is not drawn. */
export function useCurrency(): string {
  return useQuestion('settings.get', {}).data?.currency ?? 'EUR'
}
