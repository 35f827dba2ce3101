import type { Call } from '@fealty/core'
import {
  readCustomerCards,
  readUnits,
  unitOf,
  unitWithParts,
  type CustomerCard,
  type ListedUnit,
} from '@fealty/measure'
import type { ActServices } from '../services.ts'
import type { ListedRule } from './contract.ts'
import { nameThemes } from './name-themes.ts'
import {
  fitsAnswer,
  fitsCustomer,
  fitsThemes,
  moreUrgent,
  type GivenAnswer,
  type JudgedAnswer,
} from './match-rule.ts'

/** An answer that asks for a case, with the rule of each group that it fulfils. */
export interface Finding {
  answer: GivenAnswer
  rule: ListedRule
  card: CustomerCard | undefined
  /** The unit that answers for the customer. */
  unit: ListedUnit | undefined
  /** Every unit the customer belongs to, with those above. */
  unitIds: string[]
}

/**
 * What the rules find in answers: at most one rule of each group for an answer. Customers are read
 * once, and only those whose answers fit a rule by themselves.
 */
export async function judgeAnswers(
  call: Call<ActServices>,
  rules: readonly ListedRule[],
  answers: readonly GivenAnswer[],
): Promise<Finding[]> {
  const candidates = await withThemes(
    call,
    answers
      .map((answer) => ({
        answer,
        rules: rules.filter(({ conditions }) => fitsAnswer(conditions, answer)),
      }))
      .filter((one) => one.rules.length > 0),
  )
  if (candidates.length === 0) return []
  const units = await readUnits(call.services, call.workspaceId)
  const cards = await readCustomerCards(
    call,
    candidates.map(({ answer }) => answer.customerId),
    dimensionsOf(units),
  )
  return candidates.flatMap(({ answer, rules: fitting }) => {
    const card = cards.get(answer.customerId)
    const place = placeOf(units, card, answer.unit)
    const customer = {
      units: place.unitIds,
      band: card?.band ?? null,
      yearlyRevenue: Number(card?.yearlyRevenue ?? 0),
      churnRisk: riskOf(card?.pAlive ?? null),
    }
    const found = fitting.filter(({ conditions }) => fitsCustomer(conditions, customer))
    return mostUrgentByGroup(found).map((rule) => {
      const kind = rule.owner.kind === 'unit' ? rule.owner.of : ''
      return { answer, rule, card, ...placeOf(units, card, answer.unit, kind) }
    })
  })
}

const riskOf = (pAlive: number | null): number | null => (pAlive === null ? null : 1 - pAlive)

interface Candidate {
  answer: GivenAnswer
  rules: ListedRule[]
}

/** Words are read only where a rule asks what they are about. */
async function withThemes(
  call: Call<ActServices>,
  candidates: readonly Candidate[],
): Promise<Candidate[]> {
  const asks = ({ conditions }: ListedRule) => conditions.themes.length > 0
  const asked = candidates.filter((one) => one.rules.some(asks))
  if (asked.length === 0) return [...candidates]
  const named = await nameThemes(
    call,
    asked.map(({ answer }) => answer),
  )
  return candidates
    .map(({ answer, rules }) => ({
      answer,
      rules: rules.filter(({ conditions }) =>
        fitsThemes(conditions, named.get(answer.responseId) ?? []),
      ),
    }))
    .filter((one) => one.rules.length > 0)
}

/** The dimensions that units are cut by. */
export function dimensionsOf(units: readonly ListedUnit[]): string[] {
  return [...new Set(units.flatMap(({ dimension }) => (dimension === null ? [] : [dimension])))]
}

/**
 * Where a customer belongs: the unit that answers, and all units of any dimension with those above.
 * Where the facts say nothing of the customer's column `unit`, the answer's own counts.
 * @param kind  of which kind the answering unit is to be; any, where the customer has none of it
 */
export function placeOf(
  units: readonly ListedUnit[],
  card: CustomerCard | undefined,
  named: string | null = null,
  kind = '',
): { unit: ListedUnit | undefined; unitIds: string[] } {
  const values = { ...card?.values, unit: card?.values.unit ?? named }
  const first =
    unitOf(
      units.filter((one) => one.kind === kind),
      values,
    ) ?? unitOf(units, values)
  const fitting = units.filter((one) => unitOf([one], values) !== undefined)
  const isAbove = ({ id }: ListedUnit) =>
    unitWithParts(units, id).some((part) => fitting.some((one) => one.id === part.id))
  return {
    unit: first && units.find(({ id }) => id === first.id),
    unitIds: units.filter(isAbove).map(({ id }) => id),
  }
}

function mostUrgentByGroup(rules: readonly ListedRule[]): ListedRule[] {
  const byGroup = new Map<string, ListedRule>()
  for (const rule of [...rules].sort(moreUrgent)) {
    if (!byGroup.has(rule.group)) byGroup.set(rule.group, rule)
  }
  return [...byGroup.values()]
}

/** The scores that were given. */
export function scoresOf(given: {
  nps?: number | null | undefined
  csat?: number | null | undefined
  ces?: number | null | undefined
}): JudgedAnswer['scores'] {
  const { nps, csat, ces } = given
  const isGiven = (entry: [string, number | null | undefined]) => typeof entry[1] === 'number'
  return Object.fromEntries(Object.entries({ nps, csat, ces }).filter(isGiven))
}
