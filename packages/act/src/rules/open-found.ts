import { readBusinessHours } from '../calendar/read-calendar.ts'
import { openCase, type Opened } from '../cases/open-case.ts'
import { programActor } from '../actor.ts'
import type { Store } from '@fealty/store'
import type { Finding } from './judge-answers.ts'

/**
 * Opens the cases that rules found, the oldest answer first. Call it in a transaction: answers that
 * have gone into a case before are passed over, so it may be told the same twice.
 */
export async function openFound(
  store: Store,
  workspaceId: string,
  findings: readonly Finding[],
  atOf: (finding: Finding) => string,
  actor = programActor,
): Promise<Record<Opened, number>> {
  const counts = { opened: 0, added: 0, known: 0 }
  const hours = await readBusinessHours(store, workspaceId)
  const ordered = [...findings].sort((one, other) => one.answer.at.localeCompare(other.answer.at))
  for (const finding of ordered) {
    const { answer, rule, card, unit, unitIds } = finding
    const { result } = await openCase(store, hours, {
      workspaceId,
      customerId: answer.customerId,
      card,
      unit,
      unitIds,
      responseId: answer.responseId,
      scores: answer.scores,
      touchpoint: answer.touchpoint,
      surveyId: answer.surveyId,
      at: atOf(finding),
      actor,
      ruleId: rule.id,
      ask: rule,
    })
    counts[result] += 1
  }
  return counts
}
