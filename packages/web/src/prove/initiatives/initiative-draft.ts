import { addMonths } from '@fealty/core'
import type { Commands, Initiative } from '../../api/contracts.ts'
import { readNumber } from '../../ui/read-typed.ts'
import {
  readMilestones,
  readResources,
  readStream,
  writeMilestones,
  writeResources,
  writeStream,
} from './plan-lines.ts'

type Saved = Commands['initiatives.save']['input']
export type MetricId = Saved['metrics'][number]

/** An initiative as its form holds it: texts, as people type them. */
export interface InitiativeDraft {
  name: string
  aim: string
  intendedImpact: string
  sourceOfValue: string
  leverFit: string
  /** One a line: `tools: Portal licence`. */
  resources: string
  leverId: string
  unitId: string
  owner: string
  accountable: string
  from: string
  to: string
  metrics: readonly MetricId[]
  targetIds: readonly string[]
  /** Money of one month. */
  benefit: string
  cost: string
  /** By how much the benefit may fall short or rise, in per cent. */
  spread: string
  /** Months one a line, `2026-07 1500 2500 3250`; where there are any, they count and not the month above. */
  benefitLines: string
  costLines: string
  /** Actions one a line, `2026-12-04 Open it to all`, with `done 2026-12-01` at the end. */
  milestones: string
  strategyId: string
  objectiveId: string
  technology: boolean
  claims: readonly ClaimDraft[]
}

/** A part of an experiment's effect that the initiative takes for itself. */
export interface ClaimDraft {
  experimentId: string
  /** In per cent. */
  share: string
  /** Money per unit of the measure and customer: at least, most likely, at most, and who says so. */
  low: string
  worth: string
  high: string
  why: string
  volume: Volume
}
type Volume = NonNullable<Saved['claims']>[number]['valuation']['volume']

export const emptyClaim: ClaimDraft = {
  experimentId: '',
  share: '100',
  low: '',
  worth: '',
  high: '',
  why: '',
  volume: { kind: 'treated' },
}

export const emptyInitiative: InitiativeDraft = {
  name: '',
  aim: '',
  intendedImpact: '',
  sourceOfValue: '',
  leverFit: '',
  resources: '',
  leverId: '',
  unitId: '',
  owner: '',
  accountable: '',
  from: '',
  to: '',
  metrics: ['nps'],
  targetIds: [],
  benefit: '',
  cost: '',
  spread: '30',
  benefitLines: '',
  costLines: '',
  milestones: '',
  strategyId: '',
  objectiveId: '',
  technology: false,
  claims: [],
}

/** The form of an initiative that is changed. */
export function draftOf(one: Initiative): InitiativeDraft {
  const { plan } = one.plans.at(-1)!
  return {
    ...emptyInitiative,
    name: one.name,
    aim: one.aim,
    intendedImpact: one.intendedImpact,
    sourceOfValue: one.sourceOfValue,
    leverFit: one.leverFit,
    resources: writeResources(one.resources),
    leverId: one.leverId,
    unitId: one.unitId ?? '',
    owner: one.owner,
    accountable: one.accountable,
    from: one.window.from,
    to: one.window.to,
    metrics: one.metrics,
    targetIds: one.targetIds,
    benefit: '0',
    cost: '0',
    benefitLines: writeStream(plan.benefits),
    costLines: writeStream(plan.costs),
    milestones: writeMilestones(one.milestones),
    strategyId: one.strategyId ?? '',
    objectiveId: one.objectiveId ?? '',
    technology: one.technology,
    claims: one.claims.map(({ experimentId, share, valuation: { volume, unitValue } }) => ({
      experimentId,
      share: String(Math.round(1e6 * share) / 1e4),
      low: String(unitValue.low),
      worth: String(unitValue.likely),
      high: String(unitValue.high),
      why: unitValue.why,
      volume,
    })),
  }
}

/** Once a metric is approved the plan changes by a correction only. */
export function isPlanFixed(one: Initiative | undefined): boolean {
  return (one?.approvals.length ?? 0) > 0
}

/** The longest plan, in months. */
const mostMonths = 120

/** An amount of money that is zero or more; null for what is none. */
export function readAmount(text: string): number | null {
  const value = readNumber(text)
  return value === null || value < 0 ? null : value
}

/** The months that a window touches, `YYYY-MM`; none where it ends before it begins. */
export function monthsOf(from: string, to: string): string[] {
  const months: string[] = []
  if (from === '' || to === '') return months
  for (let month = from.slice(0, 7); month <= to.slice(0, 7) && months.length <= mostMonths;) {
    months.push(month)
    month = addMonths(`${month}-01`, 1).slice(0, 7)
  }
  return months
}

/** What is saved; null while something is missing or no number. */
export function buildInitiative(draft: InitiativeDraft, one?: Initiative): Saved | null {
  const claims = buildClaims(draft)
  const milestones = readMilestones(draft.milestones)
  const resources = readResources(draft.resources)
  const plan = isPlanFixed(one) ? one!.plans.at(-1)!.plan : buildPlan(draft, one)
  const isNamed = [draft.name, draft.leverId, draft.owner, draft.accountable].every(
    (text) => text.trim() !== '',
  )
  if (!isNamed || draft.metrics.length === 0) return null
  if (claims === null || milestones === null || resources === null || plan === null) return null
  if (draft.from === '' || draft.to < draft.from) return null
  return {
    ...keptOf(one),
    name: draft.name,
    aim: draft.aim,
    intendedImpact: draft.intendedImpact,
    sourceOfValue: draft.sourceOfValue,
    leverFit: draft.leverFit,
    resources,
    leverId: draft.leverId,
    unitId: emptyToNull(draft.unitId),
    owner: draft.owner,
    accountable: draft.accountable,
    technology: draft.technology,
    strategyId: emptyToNull(draft.strategyId),
    objectiveId: emptyToNull(draft.objectiveId),
    window: { from: draft.from, to: draft.to },
    milestones,
    metrics: [...draft.metrics],
    targetIds: [...draft.targetIds],
    claims,
    plan,
  }
}

const emptyToNull = (text: string): string | null => (text === '' ? null : text)

function keptOf(one: Initiative | undefined) {
  return one === undefined ? { expected: 0 } : { id: one.id, expected: one.version }
}

/** The months as they are written, or the same amount in each month of the window. */
function buildPlan(draft: InitiativeDraft, one: Initiative | undefined): Saved['plan'] | null {
  const months = monthsOf(draft.from, draft.to)
  const benefit = readAmount(draft.benefit)
  const cost = readAmount(draft.cost)
  const spread = readAmount(draft.spread)
  if (benefit === null || cost === null || spread === null || spread > 100) return null
  if (months.length === 0 || months.length > mostMonths) return null
  const benefits = readStream(draft.benefitLines)
  const costs = readStream(draft.costLines)
  if (benefits === null || costs === null) return null
  return {
    ...(one ? { discountRate: one.plans.at(-1)!.plan.discountRate } : {}),
    benefits: benefits.length > 0 ? benefits : everyMonth(months, benefit, spread / 100),
    costs: costs.length > 0 ? costs : everyMonth(months, cost, 0),
  }
}

function everyMonth(months: readonly string[], likely: number, spread: number) {
  if (likely === 0) return []
  return months.map((month) => ({
    month,
    low: likely * (1 - spread),
    likely,
    high: likely * (1 + spread),
  }))
}

/** Those of which an experiment is chosen; null where one does not say its worth and why. */
function buildClaims({ claims }: InitiativeDraft): Saved['claims'] | null {
  const chosen = claims.filter(({ experimentId }) => experimentId !== '').map(buildClaim)
  const built = chosen.flatMap((claim) => (claim === null ? [] : [claim]))
  return built.length < chosen.length ? null : built
}

type SavedClaim = NonNullable<Saved['claims']>[number]

function buildClaim({ experimentId, volume, why, ...draft }: ClaimDraft): SavedClaim | null {
  const likely = readAmount(draft.worth)
  const low = draft.low.trim() === '' ? likely : readAmount(draft.low)
  const high = draft.high.trim() === '' ? likely : readAmount(draft.high)
  const percent = readAmount(draft.share)
  if (likely === null || low === null || high === null || why.trim() === '') return null
  if (low > likely || likely > high) return null
  if (percent === null || percent <= 0 || percent > 100) return null
  const unitValue = { low, likely, high, why }
  return { experimentId, share: percent / 100, valuation: { volume, unitValue } }
}
