import type { EtsShape, EtsState } from './ets-model.ts'

/** Cycles at the beginning that the first seasonal terms are read from. */
const cyclesRead = 5
/** Periods at the beginning that the first level and slope are read from, at least. */
const periodsRead = 10

/**
 * A first state for the climb: seasonal terms as the mean distance from (or ratio to) a straight
 * line through whole cycles, then level and slope of a line through the beginning of the rest.
 */
export function guessState(values: Float64Array, shape: EtsShape, cycle: number): EtsState {
  const isSeasonal = shape.season !== 'N'
  const season = isSeasonal ? guessSeason(values, shape.season === 'M', cycle) : []
  const rest = values.map((value, i) => {
    if (!isSeasonal) return value
    const term = season[i % cycle]!
    return shape.season === 'M' ? value / term : value - term
  })
  const { intercept, slope } = fitLine(rest.subarray(0, Math.max(periodsRead, 2 * cycle)))
  if (!shape.hasTrend) {
    const head = rest.subarray(0, Math.max(3, cycle))
    return { level: head.reduce((sum, value) => sum + value, 0) / head.length, slope: 0, season }
  }
  // A level below zero would rule a multiplicative model out before it has begun.
  if (shape.isErrorMultiplicative && !(intercept > 0))
    return { level: Math.max(rest[0]!, 1e-3), slope: 0, season }
  return { level: intercept, slope, season }
}

function guessSeason(values: Float64Array, isMultiplicative: boolean, cycle: number): number[] {
  const cycles = Math.min(cyclesRead, Math.floor(values.length / cycle))
  const head = values.subarray(0, cycles * cycle)
  const { intercept, slope } = fitLine(head)
  const middle = head.reduce((sum, value) => sum + value, 0) / head.length
  const terms = new Array<number>(cycle).fill(0)
  head.forEach((value, i) => {
    const line = intercept + slope * (i + 1)
    // A line that falls through zero says nothing as a divisor; the mean does.
    const term = isMultiplicative ? value / (line > 0 ? line : middle) : value - line
    terms[i % cycle]! += term / cycles
  })
  const mean = terms.reduce((sum, term) => sum + term, 0) / cycle
  return terms.map((term) => (isMultiplicative ? Math.max(0.02, term / mean) : term - mean))
}

/** Least squares of the values on 1, 2, …; the intercept is the value at 0. */
function fitLine(values: Float64Array): { intercept: number; slope: number } {
  const n = values.length
  const centre = (n + 1) / 2
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  let cross = 0
  for (let i = 0; i < n; i += 1) cross += (i + 1 - centre) * (values[i]! - mean)
  const slope = (12 * cross) / (n * (n * n - 1))
  return { intercept: mean - slope * centre, slope }
}
