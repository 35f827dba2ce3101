import { listResponses, type Store } from '@fealty/store'
import { publishedSurvey } from '../survey/published.ts'
import { readComment } from './to-fact.ts'

/** What a customer wrote, in which language. */
export interface WrittenComment {
  comment: string
  language: string | null
}

/**
 * The words of answers that were accepted, by response id, whether they have landed or not. Answers
 * without words, erased ones and those of other tools are not in it.
 */
export async function readComments(
  store: Store,
  workspaceId: string,
  responseIds: readonly string[],
): Promise<Map<string, WrittenComment>> {
  const comments = new Map<string, WrittenComment>()
  for (const row of await listResponses(store, workspaceId, responseIds)) {
    if (row.erasedAt !== null) continue
    const { body } = await publishedSurvey(store, workspaceId, row.surveyId, row.surveyVersion)
    const comment = readComment(row, body)
    if (comment !== null) {
      comments.set(row.responseId, { comment, language: row.language })
    }
  }
  return comments
}
