import { findResponseOfBearer, type Store } from '@fealty/store'
import { answersSchema, type Answers } from '../answer/contract.ts'
import type { SurveyLink } from '../links/contract.ts'

/** What the bearer of a personal link has answered so far. */
export interface SheetSoFar {
  responseId: string
  answers: Answers
  complete: boolean
}

/**
 * The sheet of a personal link, so that it goes on where it was left, on any device. An open link has no
 * bearer: there the device itself remembers.
 */
export async function findSheetOf(store: Store, link: SurveyLink): Promise<SheetSoFar | undefined> {
  if (link.customerId === null && link.invitationId === null) return undefined
  const { tokenHash: bearer, ...choice } = link
  const row = await findResponseOfBearer(store, { ...choice, bearer })
  if (!row) return undefined
  const { responseId, complete } = row
  const answers = answersSchema.safeParse(JSON.parse(row.answers))
  return { responseId, complete: complete === 1, answers: answers.success ? answers.data : {} }
}
