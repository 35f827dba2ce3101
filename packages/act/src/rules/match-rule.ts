import type { RuleConditions } from './contract.ts'

/** What a rule looks at in an answer. */
export interface JudgedAnswer {
  scores: Partial<Record<'nps' | 'csat' | 'ces', number>>
  series: 'relationship' | 'transaction' | 'benchmark' | null
  /** Id and name of the survey, as far as they are known. */
  surveys: readonly string[]
  touchpoint: string | null
  hasComment: boolean
  /** The words, where they are at hand, and their language. */
  comment: string | null
  language: string | null
}

/** An answer of a known customer that rules are to judge. */
export interface GivenAnswer extends JudgedAnswer {
  responseId: string
  customerId: string
  /** The survey's id, to ask again with; null for an answer of another tool. */
  surveyId: string | null
  /** The unit that the answer itself names. */
  unit: string | null
  at: string
}

/** What a rule looks at in a customer; null is not known, and meets no condition. */
export interface JudgedCustomer {
  /** The unit and those above it. */
  units: readonly string[]
  band: string | null
  yearlyRevenue: number
  churnRisk: number | null
}

/** Whether nothing in the answer itself speaks against the rule. */
export function fitsAnswer(conditions: RuleConditions, answer: JudgedAnswer): boolean {
  const { scores, series, surveys, touchpoints, withComment } = conditions
  const inBand = scores.some(({ kind, lowest, highest }) => {
    const score = answer.scores[kind]
    return score !== undefined && score >= lowest && score <= highest
  })
  return (
    (scores.length === 0 || inBand) &&
    (series.length === 0 || (answer.series !== null && series.includes(answer.series))) &&
    (surveys.length === 0 || answer.surveys.some((name) => holds(surveys, name))) &&
    (touchpoints.length === 0 || holds(touchpoints, answer.touchpoint)) &&
    (!withComment || answer.hasComment)
  )
}

/** Whether the themes that the words name are among those asked for. */
export function fitsThemes({ themes }: RuleConditions, named: readonly string[]): boolean {
  return themes.length === 0 || named.some((theme) => holds(themes, theme))
}

/** Whether nothing in the customer speaks against the rule. */
export function fitsCustomer(conditions: RuleConditions, customer: JudgedCustomer): boolean {
  const { units, valueBands, yearlyRevenueAtLeast, churnRiskAtLeast } = conditions
  return (
    (units.length === 0 || customer.units.some((unit) => units.includes(unit))) &&
    (valueBands.length === 0 || holds(valueBands, customer.band)) &&
    (yearlyRevenueAtLeast === null || customer.yearlyRevenue >= yearlyRevenueAtLeast) &&
    (churnRiskAtLeast === null ||
      (customer.churnRisk !== null && customer.churnRisk >= churnRiskAtLeast))
  )
}

function holds(names: readonly string[], name: string | null): boolean {
  return name !== null && names.some((one) => one.toLowerCase() === name.toLowerCase())
}

const weights = { high: 0, normal: 1, low: 2 } as const

/** Of several rules of one group the most urgent counts; of equals, the one that is due first. */
export function moreUrgent<R extends { priority: keyof typeof weights; hoursToDue: number }>(
  one: R,
  other: R,
): number {
  return weights[one.priority] - weights[other.priority] || one.hoursToDue - other.hoursToDue
}
