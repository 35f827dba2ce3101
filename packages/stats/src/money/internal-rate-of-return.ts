import { insufficient, type Insufficient } from '../estimate/interval-estimate.ts'
import { requireFlows } from './net-present-value.ts'

/** The rate at which a stream of flows is worth nothing. */
export interface InternalRate {
  kind: 'rate'
  /** Per period, as a fraction, above −1. */
  value: number
  /** Whether more is worth more: money goes out first and comes in later. */
  isInvestment: boolean
}

/** More than one rate makes the stream worth nothing: none of them says what it yields. */
export interface SeveralRates {
  kind: 'several-rates'
  /** All rates per period, rising. */
  values: number[]
  why: string
}

/** Halvings that bring an interval of any two doubles down to neighbours. */
const mostHalvings = 1100

/**
 * The internal rate of return: every rate above −1 at which the net present value is 0.
 *
 * With x = 1 / (1 + i) the value is a polynomial in x; its roots above 0 are separated exactly by
 * the roots of its derivative, those by the next derivative, and so on (Rolle), then halved down to
 * the last digit. So no starting guess is needed and no root is missed.
 * Source: Brealey, Myers and Allen, chapter 5 (pitfalls of the rule); Descartes' rule of signs.
 *
 * @param flows at the end of period 0, 1, 2, …
 * @returns one rate; `several-rates` where there is more than one; insufficient where there is none:
 * without flows, when all flows have one sign, or when the value never comes to 0
 * @throws RangeError on a flow that is not finite
 */
export function internalRateOfReturn(
  flows: readonly number[],
): InternalRate | SeveralRates | Insufficient {
  requireFlows(flows)
  const first = flows.findIndex((flow) => flow !== 0)
  const last = flows.findLastIndex((flow) => flow !== 0)
  if (first < 0)
    return insufficient(0, 2, 'There are no flows: nothing is paid and nothing comes in.')
  const changes = countChanges(flows)
  if (changes === 0)
    return insufficient(
      1,
      2,
      flows[first]! > 0
        ? 'Money only comes in, nothing is ever paid: at no rate is that worth nothing.'
        : 'Money is only paid, nothing ever comes in: at no rate does that break even.',
    )
  const largest = Math.max(...flows.map(Math.abs))
  const rates = positiveRoots(flows.slice(first, last + 1).map((flow) => flow / largest))
    .map((x) => 1 / x - 1)
    .filter(Number.isFinite)
    .sort((a, b) => a - b)
  if (rates.length === 0)
    return insufficient(
      changes,
      changes + 1,
      `The flows change sign ${changes} times, and the stream is never worth exactly nothing: it has no internal rate.`,
    )
  if (rates.length === 1) return { kind: 'rate', value: rates[0]!, isInvestment: flows[first]! < 0 }
  const why = `The flows change sign ${changes} times and ${rates.length} rates make them worth nothing: compare net present values at your own rate instead.`
  return { kind: 'several-rates', values: rates, why }
}

/** The polynomial at x, and the sum of its terms without their signs; beyond 1 both over x^degree. */
function evaluate(coefficients: readonly number[], x: number): { value: number; size: number } {
  const degree = coefficients.length - 1
  const factor = x > 1 ? 1 / x : x
  let value = 0
  let size = 0
  for (let k = 0; k <= degree; k += 1) {
    const coefficient = coefficients[x > 1 ? k : degree - k]!
    value = value * factor + coefficient
    size = size * factor + Math.abs(coefficient)
  }
  return { value, size }
}

/** All roots above 0 of a polynomial whose first and last coefficients are not 0, each once. */
function positiveRoots(coefficients: readonly number[]): number[] {
  const changes = countChanges(coefficients)
  if (changes === 0) return []
  // Cauchy's bound: no root lies beyond 1 + max |c_k / c_last|; turned round, none below the other.
  const end = bound(coefficients)
  const start = 1 / bound([...coefficients].reverse())
  // Descartes: one change of sign is one root, so nothing needs to be separated.
  const turns = changes === 1 ? [] : positiveRoots(differentiate(coefficients))
  const stops = [start, ...turns.filter((x) => x > start && x < end), end]
  const roots: number[] = []
  for (let k = 0; k + 1 < stops.length; k += 1) {
    const root = halve(coefficients, stops[k]!, stops[k + 1]!)
    if (root !== null && root !== roots.at(-1)) roots.push(root)
  }
  return roots
}

/** How often neighbours differ in sign, zeros left out. */
function countChanges(coefficients: readonly number[]): number {
  const signs = coefficients.filter((value) => value !== 0).map(Math.sign)
  return signs.filter((sign, k) => k > 0 && sign !== signs[k - 1]).length
}

/** The derivative, scaled to 1 and without powers of x in common, which are roots at 0 only. */
function differentiate(coefficients: readonly number[]): number[] {
  const derived = coefficients.slice(1).map((value, k) => value * (k + 1))
  const largest = Math.max(...derived.map(Math.abs))
  const from = derived.findIndex((value) => value !== 0)
  return derived.slice(from).map((value) => value / largest)
}

function bound(coefficients: readonly number[]): number {
  const last = Math.abs(coefficients.at(-1)!)
  const others = coefficients.slice(0, -1).map((value) => Math.abs(value) / last)
  return Math.min(Number.MAX_VALUE, 1 + Math.max(...others))
}

/** The root between two points, where the polynomial does not turn; null where it has one sign. */
function halve(coefficients: readonly number[], from: number, to: number): number | null {
  let low = from
  let high = to
  if (isNothing(coefficients, low)) return low
  if (isNothing(coefficients, high)) return high
  const isPositive = (x: number) => evaluate(coefficients, x).value > 0
  const isLowPositive = isPositive(low)
  if (isLowPositive === isPositive(high)) return null
  for (let round = 0; round < mostHalvings; round += 1) {
    // Halving in the logarithm while the ends are far apart.
    const middle = high > 4 * low ? Math.sqrt(low) * Math.sqrt(high) : (low + high) / 2
    if (middle <= low || middle >= high) break
    if (isPositive(middle) === isLowPositive) low = middle
    else high = middle
  }
  return high
}

/** Whether the value is 0 up to the rounding of its own terms: a root that only touches 0. */
function isNothing(coefficients: readonly number[], x: number): boolean {
  const { value, size } = evaluate(coefficients, x)
  return Math.abs(value) <= 4 * Number.EPSILON * coefficients.length * size
}
