import { chiSquareUpperTail } from '../../distribution/chi-square.ts'
import { insufficient, type Insufficient } from '../../estimate/interval-estimate.ts'
import { findRow } from '../find-row.ts'
import { factorPositive, solveFactored, solvePositive } from '../solve-positive.ts'
import { tabulateSurvival } from '../survival-table.ts'
import type { CoxRisk, CoxRows } from './cox-data.ts'
import { fillAtFit } from './estimate-baseline.ts'
import type { CoxFit, GlobalTest } from './fit-cox.ts'
import { informationMatrix, scoreVector } from './partial-likelihood.ts'

/** Whether the hazard ratios stay the same over time. */
export interface ProportionalHazardsTest {
  kind: 'proportional-hazards'
  /** One per covariate with an estimate: a small p says that its effect changes with time. */
  covariates: ({ name: string } & GlobalTest)[]
  /** All of them together. */
  global: GlobalTest
}

/**
 * Tests whether an effect changes over time: the score test of adding x·g(t) for each covariate,
 * with g(t) = 1 − S(t−), the share lost before t by Kaplan-Meier (the default of `cox.zph` in R's
 * survival since version 3). With V(t) of `informationMatrix` and U₂ the score weighted by g:
 *
 *   χ² = U₂ᵀ [ Σ g²V − (Σ gV)(Σ V)⁻¹(Σ gV) ]⁻¹ U₂
 *
 * Source: Grambsch and Therneau (1994), Biometrika 81, 515-526; Therneau and Grambsch, Modeling
 * Survival Data, 6.2.
 *
 * @param rows the rows that were fitted
 * @returns insufficient where all events fell on one time: nothing can change between one time
 * @throws RangeError as `estimateBaseline`
 */
export function testProportionalHazards(
  rows: CoxRows,
  fit: CoxFit,
): ProportionalHazardsTest | Insufficient {
  const { data, sums } = fillAtFit(rows, fit)
  const g = shareLostBefore(rows, data)
  const told = fit.effects.flatMap(({ kind }, j) => (kind === 'effect' ? [j] : []))
  const plain = factorPositive(informationMatrix(data, sums))
  const once = informationMatrix(data, sums, g)
  const twice = informationMatrix(
    data,
    sums,
    g.map((value) => value * value),
  )
  const score = scoreVector(data, sums, g)
  // What of Σ g²V the main effects do not already explain.
  const rest = told.map((j) => {
    const explained = solveFactored(plain, once[j]!)
    return told.map(
      (k) => twice[j]![k]! - explained.reduce((sum, value, l) => sum + value * once[l]![k]!, 0),
    )
  })
  const isSingle = told.every((j, i) => !(rest[i]![i]! > 1e-9 * twice[j]![j]!))
  if (isSingle)
    return insufficient(1, 2, 'All events fell on one time: no effect can change over time.')
  const u = told.map((j) => score[j]!)
  const global = solvePositive(rest, u)
  return {
    kind: 'proportional-hazards',
    covariates: told.map((j, i) => ({
      name: fit.effects[j]!.name,
      ...describeTest(solvePositive([[rest[i]![i]!]], [u[i]!])),
    })),
    global: describeTest(global),
  }
}

function describeTest({
  quadraticForm,
  rank,
}: {
  quadraticForm: number
  rank: number
}): GlobalTest {
  const p = rank === 0 ? 1 : chiSquareUpperTail(quadraticForm, rank)
  return { statistic: quadraticForm, degreesOfFreedom: rank, p }
}

/** 1 − S(t−) at each event time, of all customers together, less its mean. */
function shareLostBefore(rows: CoxRows, { eventTimes }: CoxRisk): Float64Array {
  const { time, events, atRisk } = tabulateSurvival(rows)
  const lostBefore = new Float64Array(time.length)
  let share = 1
  for (let i = 0; i < time.length; i += 1) {
    lostBefore[i] = 1 - share
    share *= (atRisk[i]! - events[i]!) / atRisk[i]!
  }
  const g = eventTimes.time.map((t) => lostBefore[findRow(time, t)]!)
  const count = eventTimes.ties.reduce((sum, ties) => sum + ties, 0)
  const mean = g.reduce((sum, value, e) => sum + (value * eventTimes.ties[e]!) / count, 0)
  return g.map((value) => value - mean)
}
