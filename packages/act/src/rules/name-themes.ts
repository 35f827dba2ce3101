import type { Call } from '@fealty/core'
import { findThemes, readDictionary } from '@fealty/explain'
import { readComments } from '@fealty/listen'
import type { ActServices } from '../services.ts'
import type { GivenAnswer } from './match-rule.ts'

/**
 * The themes each answer names, by response id: as ids and as names. Words that are not given are
 * read from the accepted answers.
 */
export async function nameThemes(
  { services, workspaceId }: Call<ActServices>,
  answers: readonly GivenAnswer[],
): Promise<Map<string, string[]>> {
  const dictionary = await readDictionary(services.store, workspaceId)
  const unread = answers.filter(({ comment, hasComment }) => comment === null && hasComment)
  const read = await readComments(
    services.store,
    workspaceId,
    unread.map(({ responseId }) => responseId),
  )
  const named = new Map<string, string[]>()
  for (const { responseId, comment, language } of answers) {
    const words = comment === null ? read.get(responseId) : { comment, language }
    if (words === undefined) continue
    const ids = new Set(
      findThemes(words.comment, words.language, dictionary).map(({ themeId }) => themeId),
    )
    const themes = dictionary.themes.filter(({ id }) => ids.has(id))
    named.set(
      responseId,
      themes.flatMap(({ id, name }) => [id, name]),
    )
  }
  return named
}
