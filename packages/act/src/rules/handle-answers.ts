import {
  answerScales,
  type BackgroundCall,
  type DomainEvent,
  type EventHandler,
} from '@fealty/core'
import { responseAccepted, responseAcceptedSchema, type ResponseAccepted } from '@fealty/listen'
import { changeCase, inTransaction, listCases, type Store } from '@fealty/store'
import { callOfProgram, programActor } from '../actor.ts'
import { writeLog } from '../cases/write-event.ts'
import type { ActServices } from '../services.ts'
import { judgeAnswers, scoresOf } from './judge-answers.ts'
import type { GivenAnswer } from './match-rule.ts'
import { openFound } from './open-found.ts'
import { listRules } from './rule-records.ts'

/**
 * Judges accepted answers by the rules of the workspace. It asks the engine who the customers are, so
 * it is told at least once; what it writes holds once, because an answer is noted with its case in
 * the same transaction.
 */
export const answerHandler: EventHandler<ActServices> = {
  topic: responseAccepted,
  name: 'cases.judge',
  effect: 'outside',
  handle: judgeEvents,
}

async function judgeEvents(
  { services, signal }: BackgroundCall<ActServices>,
  events: readonly DomainEvent[],
): Promise<void> {
  const workspaceId = events[0]?.workspaceId
  if (workspaceId === undefined) return
  // Nobody can be called back about an answer that names nobody.
  const answers = events
    .map(({ payload }) => responseAcceptedSchema.parse(payload))
    .flatMap((answer) => (answer.customerId === null ? [] : [toGiven(answer, answer.customerId)]))
  if (answers.length === 0) return
  const rules = (await listRules(services.store, workspaceId)).filter(({ active }) => active)
  const call = await callOfProgram({ services, signal }, workspaceId)
  const findings = await judgeAnswers(call, rules, answers)
  await inTransaction(services.store, async (store) => {
    for (const answer of answers) await linkReask(store, workspaceId, answer)
    await openFound(store, workspaceId, findings, ({ answer }) => answer.at)
  })
}

function toGiven(answer: ResponseAccepted, customerId: string): GivenAnswer {
  return {
    responseId: answer.responseId,
    customerId,
    surveyId: answer.surveyId,
    surveys: [answer.surveyId],
    series: answer.series,
    touchpoint: answer.touchpoint,
    unit: answer.unit,
    hasComment: answer.hasComment,
    comment: null,
    language: answer.language,
    at: answer.at,
    scores: scoresOf(answer.scores),
  }
}

/** The first answer with a likelihood to recommend after a case was closed says how it turned out. */
async function linkReask(store: Store, workspaceId: string, answer: GivenAnswer): Promise<void> {
  const { nps } = answer.scores
  if (nps === undefined) return
  const closed = await listCases(store, workspaceId, {
    customerId: answer.customerId,
    states: ['closed'],
  })
  for (const record of closed) {
    const waits = record.reaskState === 'planned' || record.reaskState === 'asked'
    if (!waits || record.endedAt === null || answer.at <= record.endedAt) continue
    await changeCase(store, record, { reaskState: 'answered', reaskNps: nps })
    await writeLog(store, record, {
      kind: 'answered again',
      at: answer.at,
      actor: programActor,
      body: { nps, responseId: answer.responseId, recovered: isRecovered(record.scores.nps, nps) },
    })
  }
}

/** A detractor at opening who is none any more; null where the case did not begin with one. */
function isRecovered(before: number | undefined, after: number): boolean | null {
  const [, highest] = answerScales.nps.bands.detractor
  return before === undefined || before > highest ? null : after > highest
}
