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
 *   `answer.given`, `request.not-found` when the link has been ended, `answer.busy`, `answer.not-kept`
 */
export async function acceptSheet(
  { store }: ListenServices,
  accept: AcceptSheet,
): Promise<AcceptedSheet> {
  const { responseId } = accept.sheet
  const remembered = rememberedSurvey(store, accept.link)
  let outcome = remembered ? await trySheet(store, accept, remembered) : 'outdated'
  // What is remembered lets in, with the store's consent, and refuses nobody: it may have changed.
  for (let tries = 1; tries <= mostTries && isUndecided(outcome); tries += 1) {
    const asked = await readAskedSurvey(store, accept.link)
    if (!asked) throw new FealtyError('answer.over')
    outcome = await trySheet(store, accept, asked)
    if (typeof outcome === 'object') throw new FealtyError('answer.invalid', outcome)
  }
  if (isUndecided(outcome)) throw new FealtyError('answer.busy')
  if (isRefused(outcome)) throw new FealtyError(refusals[outcome])
  return { outcome, responseId }
}

/** What has become of a sheet, or what is wrong with it. */
type Tried = WriteOutcome | { problem: string }

async function trySheet(store: Store, accept: AcceptSheet, asked: AskedSurvey): Promise<Tried> {
  const { answers, complete } = accept.sheet
  const checked = checkAnswers(asked.survey.body, answers, complete)
  if ('problem' in checked) return checked
  return openAnswerWriter(store).write(toResponse(asked, checked, accept))
}

const isUndecided = (tried: Tried): tried is 'outdated' | { problem: string } =>
  tried === 'outdated' || typeof tried === 'object'

/** What the store refuses, as it is said. */
const refusals = {
  conflict: 'answer.conflict',
  given: 'answer.given',
  // A link that has ended looks like one that never was.
  ended: 'request.not-found',
} as const

const isRefused = (outcome: WriteOutcome): outcome is keyof typeof refusals => outcome in refusals
