import type { Insufficient } from '../../estimate/interval-estimate.ts'
import { fitPredictorWeights, type Predictors } from './predictor-weights.ts'
import { solveSimplexExactly } from './simplex-weights.ts'
import { checkBlock, meanBetween } from './treated-block.ts'
import { requireFinite, requireNonNegative } from '../../domain/require.ts'

export interface SyntheticControlInput {
  /** One row of period outcomes per untreated unit. */
  donors: readonly Float64Array[]
  /** Outcomes of the treated unit, of the same periods. */
  treated: Float64Array
  /** How many periods lie before the treatment. */
  prePeriods: number
  /** What to match on; the outcomes of all periods before unless given. */
  predictors?: Predictors
}

export interface SyntheticControl {
  kind: 'synthetic-control'
  /** Weight of each donor, Σ = 1. */
  unitWeights: Float64Array
  /** Importance of each predictor, Σ = 1; empty where outcomes are matched. */
  predictorWeights: Float64Array
  /** What the treated unit would have had, by the donors, in each period. */
  synthetic: Float64Array
  /** Treated minus synthetic in each period: the effect from the first treated period on. */
  gaps: Float64Array
  /** Mean of the gaps after. */
  meanGap: number
  /** Mean squared gap before and after, and the ratio of after to before. */
  preMspe: number
  postMspe: number
  ratio: number
  /** The same ratio for each donor taken for the treated unit. */
  placeboRatios: Float64Array
  /** Place of the treated unit's ratio among all, 1 the largest, and that place as a share of all. */
  rank: number
  p: number
}

/**
 * Synthetic control: a weighted mean of donors that was like the treated unit before and shows what
 * it would have become after. Matched on the outcomes of all periods before, or on predictors with
 * their importance searched for. The p-value is the treated unit's place among all units when each is
 * taken for the treated one, by the ratio of the gaps after and before; it cannot be below
 * 1 / (donors + 1).
 * Source: Abadie, Diamond and Hainmueller (2010), JASA 105, 493-505; ratio of section 3.4.
 *
 * @returns insufficient below two donors, two periods before or one after
 * @throws RangeError on rows of different lengths or values that are not finite
 */
export function fitSyntheticControl(input: SyntheticControlInput): SyntheticControl | Insufficient {
  const { donors, treated, prePeriods, predictors } = input
  const short = checkBlock({ donors, treated: [treated], prePeriods })
  if (short) return short
  if (predictors) checkPredictors(predictors, donors.length)
  const main = fitUnit(input)
  const placeboRatios = Float64Array.from(
    donors.length < 3 ? [] : donors,
    (_, unit) => fitUnit(standIn(input, unit)).ratio,
  )
  const rank = 1 + placeboRatios.filter((ratio) => ratio >= main.ratio).length
  return {
    kind: 'synthetic-control',
    ...main,
    placeboRatios,
    rank,
    p: rank / (placeboRatios.length + 1),
  }
}

type Fitted = Omit<SyntheticControl, 'kind' | 'placeboRatios' | 'rank' | 'p'>

function fitUnit({ donors, treated, prePeriods, predictors }: SyntheticControlInput): Fitted {
  const before = (row: Float64Array) => row.subarray(0, prePeriods)
  const outcomes = { donors: donors.map(before), treated: before(treated) }
  const { unitWeights, predictorWeights } = predictors
    ? fitPredictorWeights(predictors, outcomes)
    : {
        unitWeights: solveSimplexExactly({
          columns: outcomes.donors,
          target: outcomes.treated,
          ridge: 0,
        }),
        predictorWeights: new Float64Array(0),
      }
  const synthetic = treated.map((_, t) =>
    donors.reduce((sum, row, unit) => sum + unitWeights[unit]! * row[t]!, 0),
  )
  const gaps = treated.map((value, t) => value - synthetic[t]!)
  const squares = gaps.map((gap) => gap * gap)
  const preMspe = meanBetween(squares, 0, prePeriods)
  const postMspe = meanBetween(squares, prePeriods, gaps.length)
  return {
    unitWeights,
    predictorWeights,
    synthetic,
    gaps,
    meanGap: meanBetween(gaps, prePeriods, gaps.length),
    preMspe,
    postMspe,
    // A perfect fit before makes any gap after infinitely telling, and no gap none.
    ratio: postMspe === 0 ? 0 : postMspe / preMspe,
  }
}

/** The same question with one donor in the place of the treated unit, which is left out. */
function standIn(input: SyntheticControlInput, unit: number): SyntheticControlInput {
  const others = <Row>(rows: readonly Row[]): Row[] => rows.filter((_, at) => at !== unit)
  const { donors, prePeriods, predictors } = input
  return {
    donors: others(donors),
    treated: donors[unit]!,
    prePeriods,
    ...(predictors === undefined
      ? {}
      : {
          predictors: {
            ...predictors,
            donors: others(predictors.donors),
            treated: predictors.donors[unit]!,
          },
        }),
  }
}

function checkPredictors({ donors, treated, weights }: Predictors, units: number): void {
  if (donors.length !== units)
    throw new RangeError(`predictors.donors must have ${units} rows, got ${donors.length}`)
  const count = treated.length
  if (count === 0) throw new RangeError('predictors.treated must hold at least one, got 0')
  ;[...donors, treated].forEach((row, unit) => {
    if (row.length !== count)
      throw new RangeError(
        `predictors.donors[${unit}] must have ${count} values, got ${row.length}`,
      )
    row.forEach((value, k) => requireFinite(`predictors.donors[${unit}][${k}]`, value))
  })
  if (weights && weights.length !== count)
    throw new RangeError(`predictors.weights must have ${count} values, got ${weights.length}`)
  weights?.forEach((weight, k) => requireNonNegative(`predictors.weights[${k}]`, weight))
}
