import { Matrix, solve } from 'ml-matrix'
import normalCdf from '@stdlib/stats-base-dists-normal-cdf'
import { requireFinite, requireNonNegative, requirePositive } from '../domain/require.ts'
import { gaussLegendreRule } from '../special/gauss-legendre.ts'

const inverseRootTwoPi = 1 / Math.sqrt(2 * Math.PI)
const rule = gaussLegendreRule(48)

/**
 * Average run length of a one-sided CUSUM S_t = max(0, S_{t−1} + z_t − k) that alarms above h, for
 * z_t normal with mean `shift` and variance 1: how many periods pass till it alarms, from S = 0.
 *
 * L(s) = 1 + L(0) Φ(k − shift − s) + ∫_0^h L(u) φ(u + k − shift − s) du, solved at 48
 * Gauss-Legendre nodes.
 * Source: Page (1954), Biometrika 41, 100-115, eq. 6; Vance (1986), J. Quality Technology 18.
 */
function oneSidedRunLength(k: number, h: number, shift: number): number {
  const size = rule.nodes.length + 1
  const points = [0, ...Array.from(rule.nodes, (node) => (h * (1 + node)) / 2)]
  const matrix = Matrix.identity(size)
  points.forEach((s, i) => {
    matrix.set(i, 0, matrix.get(i, 0) - normalCdf(k - shift - s, 0, 1))
    for (let j = 1; j < size; j += 1) {
      const z = points[j]! + k - shift - s
      const density = inverseRootTwoPi * Math.exp((-z * z) / 2)
      matrix.set(i, j, matrix.get(i, j) - (rule.weights[j - 1]! * h * density) / 2)
    }
  })
  return solve(matrix, Matrix.columnVector(points.map(() => 1))).get(0, 0)
}

/**
 * Average run length of a two-sided CUSUM of standardised values: the periods till the first alarm
 * on either side, 1/L = 1/L_up + 1/L_down.
 * Source: van Dobben de Bruyn (1968), Cumulative Sum Tests; Montgomery, Statistical Quality
 * Control, 9.1.2: k ½, h 4 gives 168 periods without a shift, 8.38 at a shift of one standard error.
 *
 * @param k reference value in standard errors, half the shift to be found; 0 or above
 * @param h decision limit in standard errors, above 0
 * @param shift true distance of the level from the target in standard errors, 0 unless told
 * @throws RangeError on a value outside its domain
 */
export function cusumRunLength(k: number, h: number, shift = 0): number {
  requireNonNegative('k', k)
  requirePositive('h', h)
  requireFinite('shift', shift)
  const up = oneSidedRunLength(k, h, shift)
  // Without a shift the two sides are alike.
  const down = shift === 0 ? up : oneSidedRunLength(k, h, -shift)
  return 1 / (1 / up + 1 / down)
}

/** The largest run length that can be asked for: beyond it the equations lose their digits. */
const longestRunLength = 1e7

/**
 * The decision limit at which a two-sided CUSUM alarms falsely once in `runLength` periods on
 * average.
 *
 * @param runLength between 2 and 10,000,000 periods, and above what h near 0 gives at this k
 * @throws RangeError where no limit above 0 gives so short a run
 */
export function cusumLimit(k: number, runLength: number): number {
  requireNonNegative('k', k)
  let low = 1e-6
  if (!(runLength > cusumRunLength(k, low) && runLength <= longestRunLength))
    throw new RangeError(
      `runLength must lie between that of h = 0 and ${longestRunLength}, got ${runLength}`,
    )
  let high = 1
  while (cusumRunLength(k, high) < runLength) {
    low = high
    high *= 1.5
  }
  return findLimit(k, runLength, low, high)
}

/** The logarithm of the run length is nearly straight in h: false position (Illinois) needs few rounds. */
function findLimit(k: number, runLength: number, from: number, to: number): number {
  const gapAt = (h: number) => Math.log(cusumRunLength(k, h) / runLength)
  let [low, high] = [from, to]
  let [gapLow, gapHigh] = [gapAt(low), gapAt(high)]
  let lastSide = 0
  for (let round = 0; round < 100 && high - low > 1e-12 * high; round += 1) {
    const h = (low * gapHigh - high * gapLow) / (gapHigh - gapLow)
    const gap = gapAt(h)
    if (Math.abs(gap) < 1e-12) return h
    const side = gap < 0 ? -1 : 1
    if (side < 0) {
      low = h
      gapLow = gap
      if (lastSide === side) gapHigh /= 2
    } else {
      high = h
      gapHigh = gap
      if (lastSide === side) gapLow /= 2
    }
    lastSide = side
  }
  return (low + high) / 2
}
