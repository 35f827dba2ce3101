import type { Day } from '@fealty/core'
import type { KeptRecord } from '@fealty/store'
import type {
  Correction,
  KeptInitiative,
  PlanVersion,
  ShownInitiative,
  ValuePlan,
} from './contract.ts'
import type { InitiativeFrame } from './initiative-frame.ts'
import {
  bookedBenefit,
  measureBooked,
  chanceOfPlan,
  measureBenefits,
  showClaim,
  weakestGrade,
  type ClaimedEffect,
} from './realise-benefits.ts'
import { planNetPresentValue, sumUntil, wholeSum } from './value-plan.ts'
import { writeInitiative } from './write-initiative.ts'

/** The plan that holds: the newest one. */
function currentPlan({ plans }: Pick<KeptInitiative, 'plans'>): ValuePlan {
  return plans.at(-1)!.plan
}

/** Whether every metric has been approved. */
export function areMetricsApproved({ metrics, approvals }: KeptInitiative): boolean {
  return metrics.every((metric) => approvals.some((approval) => approval.metric === metric))
}

/** Claims on experiments that are still in the register, with their effects. */
function claimedEffects(
  { claims }: Pick<KeptInitiative, 'claims'>,
  frame: InitiativeFrame,
): ClaimedEffect[] {
  return claims.flatMap((claim) => {
    const effect = frame.effects.get(claim.experimentId)
    return effect === undefined ? [] : [{ claim, effect }]
  })
}

function stateOf(body: KeptInitiative, today: Day): ShownInitiative['state'] {
  if (body.stopped !== null) return 'stopped'
  if (!areMetricsApproved(body)) return 'draft'
  if (today < body.window.from) return 'planned'
  return today > body.window.to ? 'ended' : 'running'
}

function showPlan(
  version: PlanVersion,
  { nameOf }: InitiativeFrame,
): ShownInitiative['plans'][number] {
  return {
    ...version,
    author: nameOf(version.author),
    benefitSum: wholeSum(version.plan.benefits),
    costSum: wholeSum(version.plan.costs),
    npv: planNetPresentValue(version.plan),
  }
}

/** A correction as it was opened and decided, with the name of who decided. */
function showCorrection(
  { id, body }: KeptRecord<Correction>,
  { nameOf }: InitiativeFrame,
): ShownInitiative['corrections'][number] {
  const { decision } = body
  return {
    ...body,
    id,
    decision: decision && { ...decision, author: nameOf(decision.author) },
  }
}

/** An initiative with everything that is computed about it. */
export function showInitiative(
  record: KeptRecord<KeptInitiative>,
  frame: InitiativeFrame,
): ShownInitiative {
  const { id, version, body } = record
  const plan = currentPlan(body)
  const claimed = claimedEffects(body, frame)
  const planned = { total: wholeSum(plan.benefits), toDate: sumUntil(plan.benefits, frame.asOf) }
  const costs = (frame.costs.get(id) ?? []).map((cost) => ({
    ...cost.body,
    id: cost.id,
    author: frame.nameOf(cost.author),
  }))
  const opened = (frame.corrections.get(id) ?? []).map((one) => showCorrection(one, frame))
  const next = body.milestones
    .filter(({ doneOn }) => doneOn === null)
    .sort((a, b) => (a.due < b.due ? -1 : 1))[0]
  const plans = body.plans.map((one) => showPlan(one, frame))
  const shown = {
    ...body,
    plans,
    id,
    version,
    state: stateOf(body, frame.today),
    unit: frame.units.find((unit) => unit.id === body.unitId)?.name ?? null,
    lever: frame.levers.get(body.leverId) ?? body.leverId,
    currency: frame.currency,
    asOf: frame.asOf,
    metricsApproved: areMetricsApproved(body),
    npv: plans.at(-1)!.npv,
    plannedTotal: planned.total.likely,
    plannedToDate: planned.toDate.likely,
    realised: measureBenefits(claimed),
    booked: bookedBenefit(claimed),
    proven: measureBooked(claimed),
    grade: weakestGrade(claimed),
    claimed: claimed.map(showClaim),
    chance: chanceOfPlan(claimed, planned),
    costs,
    costToDate: costs.reduce((sum, { amount }) => sum + amount, 0),
    plannedCostToDate: sumUntil(plan.costs, frame.today).likely,
    corrections: opened,
    correctionOpen: opened.some(({ decision }) => decision === null),
    readings: (frame.readings.get(id) ?? []).map((reading) => reading.body),
    nextMilestone: next === undefined ? null : { name: next.name, due: next.due },
  }
  return { ...shown, sentence: writeInitiative(shown) }
}
