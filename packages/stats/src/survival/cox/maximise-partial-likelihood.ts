import { factorPositive, solveFactored, type PositiveFactor } from '../solve-positive.ts'
import type { CoxRisk } from './cox-data.ts'
import { informationMatrix, scoreVector } from './partial-likelihood.ts'
import { allocateSums, fillSums, type RiskSums, type TieMethod } from './risk-sums.ts'

/** The log partial likelihood at one point, and what a Newton step from there needs. */
export interface LikelihoodPoint {
  /** In units of the standardised covariates. */
  beta: Float64Array
  value: number
  score: Float64Array
  information: Float64Array[]
  factor: PositiveFactor
  /** The Newton step, and scoreᵀ step: twice what it promises to gain. */
  step: Float64Array
  decrement: number
}

/** Where the climb ended. */
export interface Maximum {
  start: LikelihoodPoint
  /** The last point that was evaluated; `step` leads from there to `beta`. */
  point: LikelihoodPoint
  beta: Float64Array
  value: number
  /** The last step, where it did not shrink as it does before a maximum: the top is at infinity. */
  drift: Float64Array | null
}

/** A step that moves no η by more than this is taken without looking again. */
const lastStep = 1e-7

/** A gain below this part of a unit of log-likelihood cannot be told from none. */
const smallestGain = 1e-9
const mostSteps = 100

/**
 * Climbs from β = 0 by Newton's method, halving a step that does not climb. The partial likelihood
 * is concave, so there is one top; where it lies at infinity the gain of a step dies out while the
 * step does not, and that step is handed back as `drift`.
 */
export function maximisePartialLikelihood(data: CoxRisk, method: TieMethod): Maximum {
  const sums = allocateSums(data, method)
  // At no effect each event tells as much as its risk set is spread: next to nothing is rounding.
  const start = evaluate(data, sums, new Float64Array(data.columns.length), data.events)!
  let point = start
  for (let round = 0; round < mostSteps && reach(data, point.step) > lastStep; round += 1) {
    const next = climb(data, sums, point)
    if (next === null) break
    const isDrifting =
      next.decrement < smallestGain && reach(data, next.step) > 0.5 * reach(data, point.step)
    point = next
    if (isDrifting && reach(data, point.step) > 1e-3)
      return { start, point, beta: point.beta, value: point.value, drift: point.step }
  }
  const value = point.value + point.decrement / 2
  return { start, point, beta: add(point.beta, point.step, 1), value, drift: null }
}

/** The most that a step moves the η of one customer against another's, by any one covariate. */
function reach({ range }: CoxRisk, step: Float64Array): number {
  return step.reduce((most, value, j) => Math.max(most, Math.abs(value) * range[j]!), 0)
}

function evaluate(
  data: CoxRisk,
  sums: RiskSums,
  beta: Float64Array,
  scale = 0,
): LikelihoodPoint | null {
  fillSums(data, beta, sums)
  if (!Number.isFinite(sums.value)) return null
  const score = scoreVector(data, sums)
  const information = informationMatrix(data, sums)
  const factor = factorPositive(information, scale)
  const step = solveFactored(factor, score)
  const decrement = score.reduce((sum, value, j) => sum + value * step[j]!, 0)
  if (!Number.isFinite(decrement)) return null
  return { beta, value: sums.value, score, information, factor, step, decrement }
}

/** The next point uphill, or null where no part of the step climbs: the top, up to rounding. */
function climb(data: CoxRisk, sums: RiskSums, from: LikelihoodPoint): LikelihoodPoint | null {
  const slack = 1e-13 * Math.abs(from.value)
  for (let part = 1; part > 1e-6; part /= 2) {
    const next = evaluate(data, sums, add(from.beta, from.step, part))
    if (next && next.value >= from.value - slack) return next
  }
  return null
}

function add(beta: Float64Array, step: Float64Array, part: number): Float64Array {
  return beta.map((value, j) => value + part * step[j]!)
}
