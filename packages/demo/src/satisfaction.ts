import type { Customer } from './customer.ts'
import type { Rng } from './random.ts'
import {
  ANSWER_MODEL,
  EFFECTS,
  RATINGS,
  computeStrength,
  type Effect,
  type RatingKey,
} from './story.ts'

type ByRating = Record<RatingKey, number>

interface Shift {
  readonly ratings: ByRating
  score: number
}

const FIRST_EFFECT_DAY = Math.min(...EFFECTS.map((effect) => effect.from))

function noShift(): Shift {
  return {
    ratings: { orderAccuracy: 0, networkSpeed: 0, billClarity: 0, staff: 0, valueForMoney: 0 },
    score: 0,
  }
}

function addEffect(shift: Shift, effect: Effect, strength: number): void {
  shift.score += strength * effect.score
  for (const { key } of RATINGS) shift.ratings[key] += strength * (effect.ratings[key] ?? 0)
}

/** The effects that reach a customer on a day, with their strength. */
function listEffects(customer: Customer, day: number): { effect: Effect; strength: number }[] {
  if (day < FIRST_EFFECT_DAY) return []
  return EFFECTS.map((effect) => ({
    effect,
    strength: computeStrength(effect, customer, day),
  })).filter(({ strength }) => strength > 0)
}

/** Sum of all shifts on a customer on a day, but for the effect named in `without`. */
function sumShifts(customer: Customer, day: number, without?: Effect): Shift {
  const shift = noShift()
  for (const { effect, strength } of listEffects(customer, day)) {
    if (effect !== without) addEffect(shift, effect, strength)
  }
  return shift
}

/** Latent shift of order accuracy on a day, in rating points; below zero when orders go wrong. */
export function computeOrderShift(customer: Customer, day: number): number {
  return day < FIRST_EFFECT_DAY ? 0 : sumShifts(customer, day).ratings.orderAccuracy
}

/** Score (0 to 10, neither rounded nor clamped) the customer would give on a day, without noise. */
export function computeExpectedScore(customer: Customer, day: number): number {
  let score =
    ANSWER_MODEL.level[customer.segment.id] +
    customer.region.score +
    ANSWER_MODEL.customerEffect * customer.scoreEffect
  const lasting = ANSWER_MODEL.contentmentLoading * customer.contentment - 4
  for (const { key, weight } of RATINGS) score += weight * (ANSWER_MODEL.ratingMeans[key] + lasting)
  if (day < FIRST_EFFECT_DAY) return score
  const shift = sumShifts(customer, day)
  for (const { key, weight } of RATINGS) score += weight * shift.ratings[key]
  return score + shift.score
}

export interface RelationshipAnswer {
  readonly nps: number
  readonly ratings: ByRating
  /** For each effect in force: the score the same customer would have given without it. */
  readonly without: readonly { readonly effectId: string; readonly nps: number }[]
}

interface Noise {
  readonly ratings: ByRating
  readonly score: number
}

export function clampRound(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, Math.round(value)))
}

function answer(
  customer: Customer,
  shift: Shift,
  noise: Noise,
): { nps: number; ratings: ByRating } {
  const ratings = noShift().ratings
  const lasting = ANSWER_MODEL.contentmentLoading * customer.contentment
  let score =
    ANSWER_MODEL.level[customer.segment.id] +
    customer.region.score +
    ANSWER_MODEL.customerEffect * customer.scoreEffect +
    shift.score +
    noise.score
  for (const { key, weight } of RATINGS) {
    const latent = ANSWER_MODEL.ratingMeans[key] + lasting + shift.ratings[key] + noise.ratings[key]
    ratings[key] = clampRound(latent, 1, 5)
    score += weight * (ratings[key] - 4)
  }
  return { nps: clampRound(score, 0, 10), ratings }
}

/** Draws one answer to the relationship survey; the noise is shared with each "without" answer. */
export function drawAnswer(customer: Customer, day: number, rng: Rng): RelationshipAnswer {
  const noise: Noise = { ratings: noShift().ratings, score: ANSWER_MODEL.scoreNoise * rng.normal() }
  for (const { key } of RATINGS) noise.ratings[key] = ANSWER_MODEL.ratingNoise * rng.normal()
  const given = answer(customer, sumShifts(customer, day), noise)
  const without = listEffects(customer, day).map(({ effect }) => ({
    effectId: effect.id,
    nps: answer(customer, sumShifts(customer, day, effect), noise).nps,
  }))
  return { ...given, without }
}
