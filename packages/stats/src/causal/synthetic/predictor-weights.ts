import { Matrix, SVD } from 'ml-matrix'
import { minimiseWithoutGradient } from '../nelder-mead.ts'
import { nearestPoint } from './simplex-weights.ts'

/** What units were like before, one row of the same predictors per unit. */
export interface Predictors {
  donors: readonly Float64Array[]
  treated: Float64Array
  /** Importance of each predictor where it is known; searched for where it is not. */
  weights?: Float64Array
}

export interface PredictorFit {
  unitWeights: Float64Array
  /** Importance of each predictor, Σ = 1, on predictors scaled to unit standard deviation. */
  predictorWeights: Float64Array
}

/** A predictor below this share of the largest weight does not count, and its logarithm ends there. */
const leastLogWeight = -25

/**
 * Unit weights that bring the donors' predictors to those of the treated, with the importance of
 * each predictor chosen so that outcomes before the treatment are met best.
 * W(V) = argmin (x₁ − X₀W)′ V (x₁ − X₀W) on the simplex, V = argmin |z₁ − Z₀W(V)|², V diagonal.
 * Source: Abadie, Diamond and Hainmueller (2010), JASA 105, 493-505, section 2.3. The outer problem
 * has many near-minima; both starts of Abadie and Gardeazabal (2003) are tried, equal importance and
 * squared regression coefficients, and the better end is kept.
 *
 * @param outcomes outcomes before the treatment, one row per unit
 */
export function fitPredictorWeights(
  { donors, treated, weights }: Predictors,
  outcomes: { donors: readonly Float64Array[]; treated: Float64Array },
): PredictorFit {
  const scaled = scalePredictors(donors, treated)
  const fit = innerProblem(scaled)
  const predictorWeights = normalise(
    weights ??
      searchImportance(scaled, outcomes, (importance) => meanSquaredGap(fit(importance), outcomes)),
  )
  return { unitWeights: fit(predictorWeights), predictorWeights }
}

/** The weights W(V); the buffer of inner products is made once, since the search asks often. */
function innerProblem({ donors, treated }: Rows): (importance: Float64Array) => Float64Array {
  const n = donors.length
  const gaps = Array.from(treated, (aim, k) => Float64Array.from(donors, (row) => row[k]! - aim))
  const gram = new Float64Array(n * n)
  return (importance) => {
    gram.fill(0)
    gaps.forEach((gap, k) => {
      for (let i = 0; i < n; i += 1) {
        const scaled = importance[k]! * gap[i]!
        for (let j = 0; j <= i; j += 1) gram[i * n + j]! += scaled * gap[j]!
      }
    })
    for (let i = 0; i < n; i += 1) for (let j = 0; j < i; j += 1) gram[j * n + i] = gram[i * n + j]!
    return nearestPoint(gram, n)
  }
}

interface Rows {
  donors: readonly Float64Array[]
  treated: Float64Array
}

function searchImportance(
  predictors: Rows,
  outcomes: Rows,
  loss: (importance: Float64Array) => number,
): Float64Array {
  const decode = (point: Float64Array): Float64Array => {
    const most = Math.max(...point)
    return normalise(point.map((value) => Math.exp(Math.max(leastLogWeight, value - most))))
  }
  const evaluate = (point: Float64Array): number => loss(decode(point))
  const k = predictors.treated.length
  const starts = [
    new Float64Array(k),
    regressionImportance(predictors, outcomes).map((value) =>
      Math.log(Math.max(value, Math.exp(-8))),
    ),
  ]
  const ends = starts.map((start) => minimiseWithoutGradient(evaluate, start))
  const best = ends[0]!.value <= ends[1]!.value ? ends[0]! : ends[1]!
  // A second simplex from the end of the first frees it where it had collapsed.
  return decode(minimiseWithoutGradient(evaluate, best.point, { step: 0.5 }).point)
}

/** Squared coefficients of the outcomes on the predictors, summed over the periods before. */
function regressionImportance(predictors: Rows, outcomes: Rows): Float64Array {
  const rows = [...predictors.donors, predictors.treated]
  const design = new Matrix(rows.map((row) => [1, ...row]))
  const response = new Matrix([...outcomes.donors, outcomes.treated].map((row) => Array.from(row)))
  const coefficients = new SVD(design, { autoTranspose: true }).solve(response)
  return normalise(
    Float64Array.from(predictors.treated, (_, k) =>
      coefficients.getRow(k + 1).reduce((sum, value) => sum + value * value, 0),
    ),
  )
}

function scalePredictors(donors: readonly Float64Array[], treated: Float64Array): Rows {
  const rows = [...donors, treated]
  const scale = treated.map((_, k) => {
    const mean = rows.reduce((sum, row) => sum + row[k]!, 0) / rows.length
    const squares = rows.reduce((sum, row) => sum + (row[k]! - mean) ** 2, 0)
    // A predictor that is the same everywhere tells nothing, whatever its scale.
    return squares > 0 ? Math.sqrt(squares / (rows.length - 1)) : 1
  })
  const divide = (row: Float64Array) => row.map((value, k) => value / scale[k]!)
  return { donors: donors.map(divide), treated: divide(treated) }
}

function meanSquaredGap(weights: Float64Array, { donors, treated }: Rows): number {
  let sum = 0
  for (let t = 0; t < treated.length; t += 1) {
    let rest = treated[t]!
    for (let unit = 0; unit < weights.length; unit += 1) rest -= weights[unit]! * donors[unit]![t]!
    sum += rest * rest
  }
  return sum / treated.length
}

function normalise(weights: Float64Array): Float64Array {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return sum > 0
    ? weights.map((weight) => weight / sum)
    : new Float64Array(weights.length).fill(1 / weights.length)
}
