import { insufficient, type Measured } from '@fealty/core'
import type { ExperimentEffect, Grade } from '@fealty/prove'
import { createRandomSource, drawAmount, drawNormal, type RandomSource } from '@fealty/stats'
import type { Claim, ClaimedBenefit } from './contract.ts'
import type { Spread } from './value-plan.ts'

const seed = 20_261_129
const draws = 4_000
const level = 0.95

/** A claim with the effect it is a share of. */
export interface ClaimedEffect {
  claim: Claim
  effect: ExperimentEffect
}

/** +1 where more of the metric is better, −1 where less is. */
function goodSign({ metric }: ExperimentEffect): 1 | -1 {
  return metric.better === 'lower' ? -1 : 1
}

function volumeOf({ claim, effect }: ClaimedEffect): number {
  const { volume } = claim.valuation
  return volume.kind === 'treated' ? effect.treatedUnits : volume.customers
}

/** Most likely benefit: share × effect × volume × unit value, bad effects below zero. */
function likelyBenefit(claimed: ClaimedEffect): number {
  const { claim, effect } = claimed
  if (!isMeasured(claimed) || effect.effect.kind === 'insufficient') return 0
  const { likely } = claim.valuation.unitValue
  return goodSign(effect) * claim.share * effect.effect.value * volumeOf(claimed) * likely
}

/** What has a number to book from: graded A to C, and enough of it. */
function isMeasured({ effect }: ClaimedEffect): boolean {
  return effect.grade !== 'D' && effect.effect.kind === 'estimate'
}

function isBooked(claimed: ClaimedEffect): boolean {
  return isMeasured(claimed) && claimed.effect.verdict === 'real'
}

/**
 * Simulated futures of the sum of claims: each effect drawn from its estimate and error, each unit
 * value from what people think it is. What is asserted, or too thin, adds nothing.
 */
function drawBenefits(claims: readonly ClaimedEffect[], random: RandomSource): Float64Array {
  const sums = new Float64Array(draws)
  for (const claimed of claims.filter(isMeasured)) {
    const { claim, effect } = claimed
    if (effect.effect.kind === 'insufficient') continue
    const { value, se = 0 } = effect.effect
    const factor = goodSign(effect) * claim.share * volumeOf(claimed)
    for (let draw = 0; draw < draws; draw += 1)
      sums[draw]! +=
        factor * (value + se * drawNormal(random)) * drawSpread(random, claim.valuation.unitValue)
  }
  return sums
}

/** People's low, most likely and high as a triangular distribution. */
const drawSpread = (random: RandomSource, spread: Spread): number =>
  drawAmount(random, {
    shape: 'triangular',
    low: spread.low,
    likely: spread.likely,
    high: spread.high,
  })

/** The benefit of claims together, with the interval of the simulation. */
export function measureBenefits(claims: readonly ClaimedEffect[]): Measured {
  const measured = claims.filter(isMeasured)
  const n = measured.reduce((sum, { effect }) => sum + effect.effect.n, 0)
  if (measured.length === 0) return insufficient(0, 1, 'No effect with a number is claimed.')
  const sums = drawBenefits(measured, createRandomSource(seed)).sort()
  const at = (share: number): number => sums[Math.min(draws - 1, Math.floor(share * draws))]!
  const value = measured.reduce((sum, claimed) => sum + likelyBenefit(claimed), 0)
  return {
    kind: 'estimate',
    value,
    low: Math.min(value, at((1 - level) / 2)),
    high: Math.max(value, at((1 + level) / 2)),
    level,
    n,
    method: 'effect × volume × unit value, simulated',
  }
}

/** Each claim with what came of it. */
export function showClaim(claimed: ClaimedEffect): ClaimedBenefit {
  const { claim, effect } = claimed
  return {
    experimentId: claim.experimentId,
    experiment: effect.name,
    metric: effect.metric.title,
    share: claim.share,
    grade: effect.grade,
    verdict: effect.verdict,
    sentence: effect.sentence,
    effect: effect.effect,
    volume: volumeOf(claimed),
    unitValue: claim.valuation.unitValue.likely,
    benefit: measureBenefits([claimed]),
    booked: isBooked(claimed),
    why: whyBooked(claimed),
  }
}

function whyBooked({ effect }: ClaimedEffect): string {
  if (effect.grade === 'D') return `Grade D books nothing. ${effect.gradeReason}`
  if (effect.effect.kind === 'insufficient') return effect.effect.why
  if (effect.verdict === 'noise')
    return 'The effect cannot be told from noise, so nothing is booked.'
  return `Booked with grade ${effect.grade}. ${effect.gradeReason}`
}

/** Money that is proven: real effects only, also those that cost. */
export function bookedBenefit(claims: readonly ClaimedEffect[]): number {
  return claims.filter(isBooked).reduce((sum, claimed) => sum + likelyBenefit(claimed), 0)
}

/** The same with its interval: what is only noise widens it no more than it adds to it. */
export const measureBooked = (claims: readonly ClaimedEffect[]): Measured =>
  measureBenefits(claims.filter(isBooked))

/** A chain is as strong as its weakest claim; without a claim everything is asserted. */
export function weakestGrade(claims: readonly ClaimedEffect[]): Grade {
  return (
    claims.reduce<Grade | null>(
      (weakest, { effect }) =>
        weakest === null || effect.grade > weakest ? effect.grade : weakest,
      null,
    ) ?? 'D'
  )
}

/**
 * P(reach plan): the share of futures in which what was realised so far and what the plan still
 * promises come to the whole that was promised. The rest of the plan is drawn from its own spread.
 *
 * @returns null while nothing of the plan is due, or when a claimed effect cannot be read yet
 */
export function chanceOfPlan(
  claims: readonly ClaimedEffect[],
  planned: { total: Spread; toDate: Spread },
): number | null {
  const { total, toDate } = planned
  if (toDate.likely <= 0) return null
  if (claims.some(({ effect }) => effect.grade !== 'D' && effect.effect.kind === 'insufficient'))
    return null
  const random = createRandomSource(seed)
  const realised = drawBenefits(claims, random)
  const rest = {
    low: total.low - toDate.low,
    likely: total.likely - toDate.likely,
    high: total.high - toDate.high,
  }
  let reached = 0
  for (const sum of realised) if (sum + drawSpread(random, rest) >= total.likely) reached += 1
  return reached / draws
}
