import { normalCritical, standardNormalQuantile } from '../distribution/normal.ts'
import { requireOpenUnit, requirePositive } from '../domain/require.ts'
import { npsPlanningVariance } from './detectable-change.ts'

/**
 * How many observations give an interval of ± `margin`: z² · variance / margin².
 *
 * @param input.variance variance of one observation: p(1 − p) for a share
 * @returns a whole number, at least 1
 * @throws RangeError unless variance and margin are above 0 and level lies in (0, 1)
 */
export function sampleSizeForMargin(input: {
  variance: number
  margin: number
  level?: number
}): number {
  const { variance, margin, level = 0.95 } = input
  requirePositive('variance', variance)
  requirePositive('margin', margin)
  return atLeastOne((normalCritical(level) ** 2 * variance) / margin ** 2)
}

/**
 * How many observations per period show a change of this size.
 *
 * @param input.against `period`: two samples of this size; `benchmark`: one sample against a number
 * @param input.sides 2 unless only a change in one direction counts
 */
export function sampleSizeForChange(input: {
  variance: number
  change: number
  against: 'period' | 'benchmark'
  sides?: 1 | 2
  level?: number
  power?: number
}): number {
  return atLeastOne(observationsForChange(input))
}

/** As `sampleSizeForMargin` for a Net Promoter Score: margin in points, adjusted Wald (n + 3). */
export function npsSampleSizeForMargin(input: {
  marginPoints: number
  variance?: number
  level?: number
}): number {
  const { marginPoints, variance = npsPlanningVariance, level = 0.95 } = input
  requirePositive('variance', variance)
  const margin = requirePositive('marginPoints', marginPoints) / 100
  return atLeastOne((normalCritical(level) ** 2 * variance) / margin ** 2 - 3)
}

/** As `sampleSizeForChange` for a Net Promoter Score: change in points, adjusted Wald (n + 3). */
export function npsSampleSizeForChange(input: {
  changePoints: number
  against: 'period' | 'benchmark'
  variance?: number
  sides?: 1 | 2
  level?: number
  power?: number
}): number {
  const { changePoints, variance = npsPlanningVariance, ...rest } = input
  const change = requirePositive('changePoints', changePoints) / 100
  return atLeastOne(observationsForChange({ ...rest, variance, change }) - 3)
}

function observationsForChange(input: {
  variance: number
  change: number
  against: 'period' | 'benchmark'
  sides?: 1 | 2
  level?: number
  power?: number
}): number {
  const { variance, change, against, sides = 2, level = 0.95, power = 0.8 } = input
  requirePositive('variance', variance)
  requirePositive('change', change)
  const tail = (1 - requireOpenUnit('level', level)) / sides
  const needed =
    standardNormalQuantile(1 - tail) + standardNormalQuantile(requireOpenUnit('power', power))
  const samples = against === 'period' ? 2 : 1
  return (samples * needed ** 2 * variance) / change ** 2
}

/** The next whole number; a hair above one does not cost an observation more. */
function atLeastOne(observations: number): number {
  return Math.max(1, Math.ceil(observations - 1e-9))
}
