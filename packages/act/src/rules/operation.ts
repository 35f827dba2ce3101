import { randomUUID } from 'node:crypto'
import { addDays, authorOf, defineOperation, type Call, type Day } from '@fealty/core'
import { readAnswerCards, type AnswerCard } from '@fealty/measure'
import { inTransaction, readWorkspace } from '@fealty/store'
import { z } from 'zod'
import { callOfProgram } from '../actor.ts'
import { addBusinessMinutes } from '../calendar/business-hours.ts'
import { momentOf } from '../calendar/local-time.ts'
import { readBusinessHours } from '../calendar/read-calendar.ts'
import type { ActServices } from '../services.ts'
import {
  listedRule,
  ruleApplyInput,
  ruleApplyOutput,
  ruleRemoveInput,
  ruleSaveInput,
  rulesOutput,
  ruleTryInput,
  ruleTryOutput,
  type ListedRule,
} from './contract.ts'
import { judgeAnswers, scoresOf } from './judge-answers.ts'
import type { GivenAnswer } from './match-rule.ts'
import { openFound } from './open-found.ts'
import { listRules, ruleRecords, toListedRule } from './rule-records.ts'
import { countWouldOpen } from './would-open.ts'

type ActCall = Call<ActServices>
const makers = ['owner', 'analyst'] as const

/** So many past answers are looked at, the newest. */
const mostAnswers = 20_000

const list = defineOperation({
  id: 'case-rules.list',
  summary: 'The rules that open cases',
  kind: 'query',
  input: z.object({}),
  output: rulesOutput,
  errors: [],
  access: 'member',
  run: async ({ services, workspaceId }: ActCall) => ({
    rules: await listRules(services.store, workspaceId),
  }),
})

const save = defineOperation({
  id: 'case-rules.save',
  summary:
    'Makes or changes a rule that opens cases; cases that are open keep what they were given',
  kind: 'command',
  input: ruleSaveInput,
  output: listedRule,
  errors: ['record.exists', 'record.changed', 'record.not-found'],
  access: makers,
  async run(call: ActCall, { id, expected, ...body }) {
    const { services, workspaceId } = call
    if (id !== undefined && expected !== 0) await ruleRecords.read(services.store, workspaceId, id)
    const record = await ruleRecords.save(services.store, {
      workspaceId,
      id: id ?? randomUUID(),
      name: body.name,
      body,
      author: authorOf(call.actor),
      at: services.now().toISOString(),
      ...(expected === undefined ? {} : { expected }),
    })
    return toListedRule(record)
  },
})

const remove = defineOperation({
  id: 'case-rules.remove',
  summary: 'Removes a rule; its cases stay',
  kind: 'command',
  input: ruleRemoveInput,
  output: z.object({}),
  errors: ['record.not-found'],
  access: makers,
  async run(call: ActCall, { id }) {
    const { services, workspaceId } = call
    const at = services.now().toISOString()
    await ruleRecords.remove(services.store, { workspaceId, id, author: authorOf(call.actor), at })
    return {}
  },
})

const tryOut = defineOperation({
  id: 'case-rules.try',
  summary: 'What a rule would have opened on past answers; nothing is opened',
  kind: 'command',
  input: ruleTryInput,
  output: ruleTryOutput,
  errors: ['input.day', 'engine.time', 'engine.memory'],
  access: makers,
  async run(call: ActCall, { rule, from, to }) {
    const { services, workspaceId } = call
    const answers = await readPastAnswers(call, from, to)
    const findings = await judgeAnswers(
      await callOfProgram(call, workspaceId),
      [{ ...rule, id: '', version: 0 }],
      answers.given,
    )
    const hours = await readBusinessHours(services.store, workspaceId)
    const due = (at: string) =>
      addBusinessMinutes(hours, new Date(at), 60 * rule.hoursToDue).toISOString()
    const { currency } = await readWorkspace(services.store, workspaceId)
    return {
      from: answers.from,
      to: answers.to,
      answers: answers.given.length,
      matched: findings.length,
      currency,
      ...countWouldOpen(findings, due),
    }
  },
})

const apply = defineOperation({
  id: 'case-rules.apply',
  summary: 'Opens the cases that a rule finds in answers that are facts already',
  kind: 'command',
  input: ruleApplyInput,
  output: ruleApplyOutput,
  errors: ['record.not-found', 'input.day', 'engine.time', 'engine.memory'],
  access: makers,
  async run(call: ActCall, { id, from, to }) {
    const { services, workspaceId } = call
    const rule: ListedRule = toListedRule(await ruleRecords.read(services.store, workspaceId, id))
    const { given } = await readPastAnswers(call, from, to)
    const findings = await judgeAnswers(await callOfProgram(call, workspaceId), [rule], given)
    // The company's clock starts now: nobody could have acted on a case that was not there.
    const at = services.now().toISOString()
    const { opened, added } = await inTransaction(services.store, (store) =>
      openFound(store, workspaceId, findings, () => at, authorOf(call.actor)),
    )
    return { opened, added }
  },
})

/** A quarter is enough to see what a rule does. */
const usualDays = 91

async function readPastAnswers(
  call: ActCall,
  first: Day | undefined,
  last: Day | undefined,
): Promise<{ given: GivenAnswer[]; from: Day; to: Day }> {
  const { services, workspaceId } = call
  const { timeZone } = await readWorkspace(services.store, workspaceId)
  const [newest] =
    last === undefined ? await readAnswerCards(call, { to: call.today, limit: 1 }) : []
  const to = last ?? newest?.day ?? call.today
  const from = first ?? addDays(to, 1 - usualDays)
  const cards = await readAnswerCards(call, { from, to, limit: mostAnswers })
  const noon = (day: Day) => new Date(momentOf(day, 720, timeZone)).toISOString()
  return { given: cards.map((card) => toGiven(card, noon(card.day))), from, to }
}

/** An answer of the facts: what has a touchpoint is of the transaction series. */
function toGiven(card: AnswerCard, at: string): GivenAnswer {
  const { responseId, customerId, survey, touchpoint, comment, day } = card
  return {
    responseId: responseId ?? `${customerId} ${day} ${survey ?? ''} ${touchpoint ?? ''}`,
    customerId,
    surveyId: null,
    surveys: survey === null ? [] : [survey],
    series: touchpoint === null ? 'relationship' : 'transaction',
    touchpoint,
    unit: null,
    hasComment: comment !== null,
    comment,
    language: null,
    at,
    scores: scoresOf(card),
  }
}

export const ruleOperations = [list, save, remove, tryOut, apply]
