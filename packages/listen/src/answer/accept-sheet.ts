import { FealtyError } from '@fealty/core'
import type { Store, WriteOutcome } from '@fealty/store'
import type { ListenServices } from '../services.ts'
import { readAskedSurvey, rememberedSurvey, type AskedSurvey } from './asked-survey.ts'
import { checkAnswers } from './check-answers.ts'
import { openAnswerWriter } from './open-writer.ts'
import { toResponse, type AcceptSheet } from './to-response.ts'

/** How often a sheet is checked anew because its survey changed between the check and the commit. */
const mostTries = 5

export interface AcceptedSheet {
  outcome: Extract<WriteOutcome, 'accepted' | 'repeated' | 'updated'>
  responseId: string
}

/**
 * Takes an answer sheet in. When it returns, the sheet and what follows from it are on disk. This is
 * the only way an answer is stored.
 *
 * The rule of an id: the same sheet again is `repeated` and counts once. An unfinished sheet may be
 * replaced by the same bearer until it is complete (`updated`). A complete sheet is final: the same
 * id with anything else is refused, and so is a second answer to an invitation.
 *
 * @throws FealtyError `answer.invalid`, `answer.over` when the survey takes none, `answer.conflict`,
 *   `answer.given`, `answer.busy`, `answer.not-kept`
 */
export async function acceptSheet(
  { store }: ListenServices,
  accept: AcceptSheet,
): Promise<AcceptedSheet> {
  const { responseId } = accept.sheet
  const remembered = rememberedSurvey(store, accept.link)
  // What is remembered may have changed: it lets in, with the store's consent, and refuses nobody.
  const quick = remembered ? await trySheet(store, accept, remembered) : 'outdated'
  if (isKept(quick)) return { outcome: quick, responseId }
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const asked = await readAskedSurvey(store, accept.link)
    if (!asked) throw new FealtyError('answer.over')
    const outcome = await trySheet(store, accept, asked)
    if (isKept(outcome)) return { outcome, responseId }
    if (typeof outcome === 'object') throw new FealtyError('answer.invalid', outcome)
    if (outcome === 'conflict') throw new FealtyError('answer.conflict')
    if (outcome === 'given') throw new FealtyError('answer.given')
  }
  throw new FealtyError('answer.busy')
}

/** Gives what is wrong with the sheet, or what has become of it. */
async function trySheet(
  store: Store,
  accept: AcceptSheet,
  asked: AskedSurvey,
): Promise<WriteOutcome | { problem: string }> {
  const { answers, complete } = accept.sheet
  const checked = checkAnswers(asked.survey.body, answers, complete)
  if ('problem' in checked) return checked
  return openAnswerWriter(store).write(toResponse(asked, checked, accept))
}

function isKept(outcome: WriteOutcome | { problem: string }): outcome is AcceptedSheet['outcome'] {
  return outcome === 'accepted' || outcome === 'repeated' || outcome === 'updated'
}
