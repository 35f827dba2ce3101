import { RATINGS } from './story.ts'

/**
 * What a person would correct in the guessed mapping of a file: the columns of the relationship
 * survey that hold ratings of single aspects. Empty for files whose guess is right.
 */
export function demoMapping(kind: string): Record<string, string> {
  if (kind !== 'responses') return {}
  return Object.fromEntries(RATINGS.map(({ header }) => [`rating:${header}`, `"${header}"`]))
}
