import { formatCount } from '@fealty/charts'
import type { CaseRule, Commands } from '../../api/contracts.ts'

export type RuleDraft = Commands['case-rules.save']['input'] & { version?: number }
type Conditions = CaseRule['conditions']

export const scoreNames = { nps: 'NPS', csat: 'CSAT', ces: 'CES' } as const

export type Escalation = CaseRule['escalation']

/** Value bands as the value page names them. */
export const bandOptions = ['creators', 'steady', 'marginal', 'destroyers', 'inactive'].map(
  (band) => ({ value: band, label: band }),
)

export const priorityOptions = [
  { value: 'high', label: 'High priority' },
  { value: 'normal', label: 'Normal priority' },
  { value: 'low', label: 'Low priority' },
] as const

/** A step that comes later than all there are, a working day at a time. */
export function nextStep(steps: Escalation): Escalation[number] {
  const latest = steps.reduce((hours, { afterHours }) => Math.max(hours, afterHours), 0)
  return { afterHours: latest + 8, toRole: '' }
}

/** What a new rule begins with: detractors, a call within one working day. */
export const newRule: RuleDraft = {
  name: '',
  conditions: { scores: [{ kind: 'nps', lowest: 0, highest: 6 }] },
  hoursToDue: 8,
  owner: { kind: 'unit', of: '' },
  reaskAfterDays: 45,
}

/** The conditions in one line. */
export function conditionText(conditions: Conditions): string {
  const { scores, series, surveys, touchpoints, units, valueBands } = conditions
  const parts = [
    scores
      .map(({ kind, lowest, highest }) => `${scoreNames[kind]} ${lowest} to ${highest}`)
      .join(' or '),
    series.length > 0 ? `${series.join(' or ')} survey` : '',
    surveys.join(' or '),
    touchpoints.length > 0 ? `at ${touchpoints.join(' or ')}` : '',
    conditions.themes.length > 0 ? `about ${conditions.themes.join(' or ')}` : '',
    units.length > 0 ? `${formatCount(units.length)} units` : '',
    valueBands.join(' or '),
    conditions.yearlyRevenueAtLeast === null
      ? ''
      : `worth ${formatCount(conditions.yearlyRevenueAtLeast)} a year or more`,
    conditions.churnRiskAtLeast === null
      ? ''
      : `churn risk ${formatCount(100 * conditions.churnRiskAtLeast)} % or more`,
    conditions.withComment ? 'with words' : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? 'every answer' : parts.join(' · ')
}

export function ownerText(owner: CaseRule['owner']): string {
  if (owner.kind === 'role') return owner.role
  if (owner.kind === 'agents') return 'the freest agent'
  return `owner of the ${owner.of === '' ? 'unit' : owner.of}`
}
