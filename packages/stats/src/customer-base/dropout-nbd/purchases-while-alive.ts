import betainc from '@stdlib/math-base-special-betainc'
import { betaExpectation } from '../../special/beta-expectation.ts'
import { integrate } from '../../special/gauss-legendre.ts'
import { logGammaRatio } from '../../special/gamma-ratio.ts'
import {
  smallestReaching,
  type FuturePurchases,
  type PurchaseMoments,
  type PurchaseSummary,
} from '../future-purchases.ts'

/**
 * A customer who is here now: rate λ ~ Gamma(shape, rate), chance to leave after each purchase
 * p ~ Beta(a, b). Without leaving, the number of purchases K in time t is negative binomial, and
 *
 *   P(X > j) = E[(1 − p)^j] · P(K > j),
 *
 * so every quantity below is a sum of positive terms. It equals the published closed forms with ₂F₁
 * (Fader, Hardie and Lee 2005, eq. 9-10), has no singularity at a = 1, and neither overflows nor
 * cancels for heavy buyers.
 */
export interface GeometricCustomer {
  shape: number
  rate: number
  a: number
  b: number
}

/** What a customer who is here now will buy. */
export function geometricFuture(customer: GeometricCustomer): FuturePurchases {
  return {
    summarise: (t, tails) => summarisePurchases(customer, t, tails),
    probability: (t, n) => probabilityOf(customer, t, n),
    discounted: (horizon, discount) => discountedPurchases(customer, horizon, discount),
  }
}

/** Beyond so many expected terms, or where (1 − z)^shape underflows, quadrature takes over. */
const longestSeries = 4000
const deepestUnderflow = 700

/** True when the plain series is short and does not underflow. */
function isSeriesShort({ shape, rate }: GeometricCustomer, t: number): boolean {
  const s = t / rate
  return shape * Math.log1p(s) < deepestUnderflow && shape * s + 40 * (1 + s) < longestSeries
}

/** Σ P(X > j), Σ (2j + 1) P(X > j), and where P(X > j) falls to each tail, in one pass. */
function summarisePurchases(
  customer: GeometricCustomer,
  t: number,
  tails: readonly number[],
): PurchaseSummary {
  if (t === 0) return { mean: 0, second: 0, reached: tails.map(() => 0) }
  if (isSeriesShort(customer, t)) return summariseBySeries(customer, t, tails)
  const moments = momentsByQuadrature(customer, t)
  const survival = (j: number) => survivalAt(customer, t, j)
  return { ...moments, reached: tails.map((tail) => smallestReaching(survival, tail, moments)) }
}

function summariseBySeries(
  { shape, rate, a, b }: GeometricCustomer,
  t: number,
  tails: readonly number[],
): PurchaseSummary {
  const s = t / rate
  const z = s / (1 + s)
  const logNone = -shape * Math.log1p(s)
  let pmf = Math.exp(logNone)
  let beyond = -Math.expm1(logNone)
  let stay = 1
  let mean = 0
  let second = 0
  const reached: number[] = []
  const negligible = 1e-17 * beyond
  for (let j = 0; ; j += 1) {
    const survival = stay * Math.max(0, beyond)
    while (reached.length < tails.length && survival <= tails[reached.length]!) reached.push(j)
    mean += survival
    second += (2 * j + 1) * survival
    pmf *= (z * (shape + j)) / (j + 1)
    stay *= (b + j) / (a + b + j)
    beyond -= pmf
    // Once the terms shrink, the rest of either sum is below stay · pmf · (2j + 3) / (1 − ratio)³.
    const ratio = Math.max(z, (z * (shape + j + 1)) / (j + 2))
    const rest = ratio < 1 ? (stay * pmf * (2 * j + 3)) / (1 - ratio) ** 3 : Infinity
    if (reached.length === tails.length && (rest < negligible || beyond <= 0)) break
  }
  return { mean, second, reached }
}

/** P(X > j) for one j; exact in the far tail. */
function survivalAt({ shape, rate, a, b }: GeometricCustomer, t: number, j: number): number {
  if (t === 0) return 0
  const stay = Math.exp(logGammaRatio(b, j) - logGammaRatio(a + b, j))
  return stay * betainc(t / (rate + t), j + 1, shape)
}

/** P(X = n): P(X > n − 1) − P(X > n), written without the difference. */
function probabilityOf(customer: GeometricCustomer, t: number, n: number): number {
  const { shape, rate, a, b } = customer
  const logStay = (k: number) => logGammaRatio(b, k) - logGammaRatio(a + b, k)
  const s = t / rate
  const logPmf =
    logGammaRatio(shape, n) -
    logGammaRatio(1, n) -
    shape * Math.log1p(s) +
    (n === 0 ? 0 : n * Math.log(s / (1 + s)))
  const exactly = Math.exp(logPmf + logStay(n))
  if (n === 0) return exactly
  // Left at the n-th purchase, with n or more otherwise due.
  const left = Math.exp(logStay(n - 1)) * (a / (a + b + n - 1))
  return exactly + left * betainc(s / (1 + s), n, shape)
}

/** Expected purchases per unit of time, `u` from now: d/du of the mean. */
function purchaseRateAt({ shape, rate, a, b }: GeometricCustomer, u: number): number {
  const s = u / rate
  const next = shape + 1
  if (next * Math.log1p(s) >= deepestUnderflow || next * s + 40 * (1 + s) >= longestSeries)
    return (shape / rate) * betaExpectation(a, b, (p) => Math.exp(-next * Math.log1p(p * s)))
  // E[(1 + p s)^−(shape+1)] = Σ NB(k; shape + 1, z) · E[(1 − p)^k].
  const z = s / (1 + s)
  let pmf = Math.exp(-next * Math.log1p(s))
  let stay = 1
  let sum = 0
  for (let k = 0; ; k += 1) {
    sum += pmf * stay
    const ratio = Math.max(z, (z * (next + k)) / (k + 1))
    if (ratio < 1 && (pmf * stay * ratio) / (1 - ratio) < 1e-17 * sum) break
    pmf *= (z * (next + k)) / (k + 1)
    stay *= (b + k) / (a + b + k)
  }
  return (shape / rate) * sum
}

/** ∫₀ʰ e^(−discount·u) dE[X(u)]: purchases over the horizon, each worth less the later it comes. */
function discountedPurchases(
  customer: GeometricCustomer,
  horizon: number,
  discount: number,
): number {
  if (horizon === 0) return 0
  // In v = ln(1 + u/rate) the integrand is smooth at every horizon.
  const { rate } = customer
  const span = Math.log1p(horizon / rate)
  const panels = Math.max(1, Math.ceil(span / 2), Math.ceil((discount * horizon) / 8))
  return integrate(
    (v) => {
      const u = rate * Math.expm1(v)
      return Math.exp(-discount * u) * purchaseRateAt(customer, u) * (rate + u)
    },
    0,
    span,
    panels,
  )
}

function momentsByQuadrature(customer: GeometricCustomer, t: number): PurchaseMoments {
  const { shape, rate, a, b } = customer
  const s = t / rate
  const mean = betaExpectation(a, b, (p) => meanGivenDropout(p, shape, s))
  // E[X(X + 1)] / 2 = Σ (j + 1) P(X > j).
  const pairs = betaExpectation(a, b, (p) => pairsGivenDropout(p, shape, s))
  return { mean, second: 2 * pairs - mean }
}

/** E[X | p] = E[1 − (1−p)^K] / p. */
function meanGivenDropout(p: number, shape: number, s: number): number {
  if (p === 0) return shape * s
  return -Math.expm1(-shape * Math.log1p(p * s)) / p
}

/** E[X(X+1)/2 | p] = Σ (j+1) q^j P(K>j) = [1 − E q^K − p E K q^K] / p², with E K q^K in closed form. */
function pairsGivenDropout(p: number, shape: number, s: number): number {
  const small = p * s * Math.max(1, shape)
  if (small < 1e-4) {
    // Series in p: E[K(K+1)]/2 − p E[(K−1)K(K+1)]/3 + p² E[(K−2)(K−1)K(K+1)]/8 …
    const m2 = shape * (shape + 1) * s * s
    const m3 = m2 * (shape + 2) * s
    return shape * s + m2 / 2 - (p * (m3 + 3 * m2)) / 3 + (p * p * (m3 * (shape + 3) * s)) / 8
  }
  const logNone = -shape * Math.log1p(p * s)
  const weighted = shape * s * (1 - p) * Math.exp(logNone - Math.log1p(p * s))
  return (-Math.expm1(logNone) - p * weighted) / (p * p)
}
