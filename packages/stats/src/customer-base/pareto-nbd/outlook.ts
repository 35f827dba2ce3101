import { integrate } from '../../special/gauss-legendre.ts'
import { logGammaRatio } from '../../special/gamma-ratio.ts'
import { checkHistory, type PurchaseHistory } from '../customer-groups.ts'
import {
  smallestReaching,
  type CustomerOutlook,
  type FuturePurchases,
} from '../future-purchases.ts'
import { DropoutIntegral, type ParetoNbdParameters } from './dropout-integral.ts'

/** Pareto/NBD: the outlook after a history, or at the first purchase when T is 0. */
export function paretoNbdOutlook(
  parameters: ParetoNbdParameters,
  history: PurchaseHistory,
): CustomerOutlook {
  const { x, tx, T } = history
  checkHistory(x, tx, T)
  const integral = new DropoutIntegral()
  integral.evaluate(parameters, x, tx, T)
  return {
    alive: 1 / (1 + Math.exp(integral.logOdds)),
    future: exponentialFuture({
      shape: parameters.r + x,
      rate: parameters.alpha + T,
      s: parameters.s,
      wait: parameters.beta + T,
    }),
  }
}

/** Here now, with λ ~ Gamma(shape, rate) and the rate of leaving μ ~ Gamma(s, wait). */
interface ExponentialCustomer {
  shape: number
  rate: number
  s: number
  wait: number
}

/** What a customer who is here now will buy: everything is an integral over P(still here at u). */
function exponentialFuture(customer: ExponentialCustomer): FuturePurchases {
  return {
    summarise: (t, tails) => {
      const mean = (customer.shape / customer.rate) * stayedTime(customer, t, 0)
      // E[X(X − 1)] = E[λ²] E[min(life, t)²].
      const square = stayedSquare(customer, t)
      const pairs = (customer.shape * (customer.shape + 1) * square) / customer.rate ** 2
      const moments = { mean, second: mean + pairs }
      const survival = (j: number) => survivalAt(customer, t, j)
      return {
        ...moments,
        reached: tails.map((tail) => (t === 0 ? 0 : smallestReaching(survival, tail, moments))),
      }
    },
    probability: (t, n) => probabilityOf(customer, t, n),
    discounted: (horizon, discount) =>
      (customer.shape / customer.rate) * stayedTime(customer, horizon, discount),
  }
}

/** ln P(still here at u). */
function logHere({ s, wait }: ExponentialCustomer, u: number): number {
  return -s * Math.log1p(u / wait)
}

/** ∫₀ʰ e^(−discount·u) P(here at u) du; the closed form, regular at s = 1, when nothing is discounted. */
function stayedTime(customer: ExponentialCustomer, horizon: number, discount: number): number {
  if (horizon === 0) return 0
  const { s, wait } = customer
  if (discount === 0) {
    const power = 1 - s
    const span = Math.log1p(horizon / wait)
    return Math.abs(power * span) < 1e-12 ? wait * span : (wait * Math.expm1(power * span)) / power
  }
  return integrateOverLife(customer, horizon, discount, (u) => Math.exp(-discount * u))
}

/** E[min(life, t)²] = ∫₀ᵗ 2u P(here at u) du. */
function stayedSquare(customer: ExponentialCustomer, t: number): number {
  return t === 0 ? 0 : integrateOverLife(customer, t, 0, (u) => 2 * u)
}

function integrateOverLife(
  customer: ExponentialCustomer,
  end: number,
  discount: number,
  weight: (u: number) => number,
): number {
  const { s, wait } = customer
  const span = Math.log1p(end / wait)
  const panels = Math.ceil(Math.max(1, span / 2, (s * span) / 14, (Math.abs(discount) * end) / 8))
  const at = (v: number) => {
    const u = wait * Math.expm1(v)
    return weight(u) * Math.exp((1 - s) * v)
  }
  return wait * integrate(at, 0, span, Math.min(panels, 400))
}

/** P(X > j): the (j+1)-th purchase falls before t and before leaving. */
function survivalAt(customer: ExponentialCustomer, t: number, j: number): number {
  const { shape } = customer
  // 1 / B(j+1, shape) = shape · Γ(shape+1+j) / (Γ(shape+1) · j!).
  const logScale = Math.log(shape) + logGammaRatio(shape + 1, j) - logGammaRatio(1, j)
  return integrateArrival(customer, t, j, logScale, (u) => logHere(customer, u))
}

/** P(X = n): here to the end with n purchases, or left at u with n purchases by then. */
function probabilityOf(customer: ExponentialCustomer, t: number, n: number): number {
  const { shape, rate, s, wait } = customer
  const logCount = logGammaRatio(shape, n) - logGammaRatio(1, n)
  const z = t / (rate + t)
  const logStay = logHere(customer, t) - shape * Math.log1p(t / rate)
  const stayed = Math.exp(logCount + logStay + (n === 0 ? 0 : n * Math.log(z)))
  const left = integrateArrival(customer, t, n, logCount, (u) => {
    const leaving = Math.log(s / (wait + u)) + logHere(customer, u)
    return leaving + Math.log(rate + u)
  })
  return stayed + left
}

/**
 * ∫ exp(logScale + k ln z − shape·v + logWeight(u)) dv over v = ln(1 + u/rate) from 0 to t, with
 * z = 1 − e^(−v): the time of a purchase under a gamma rate. Panels follow the peak of that law.
 */
function integrateArrival(
  { shape, rate }: ExponentialCustomer,
  t: number,
  k: number,
  logScale: number,
  logWeight: (u: number) => number,
): number {
  const span = Math.log1p(t / rate)
  const peak = Math.log1p(k / shape)
  const sd = k === 0 ? 1 / shape : Math.sqrt(k / (k + shape) / shape)
  const from = Math.min(Math.max(0, peak - 12 * sd), span * 0.999)
  const to = Math.min(span, peak + 12 * sd + 40 / shape)
  if (to <= from) return 0
  // Finer at the start, where z^k rises from 0 and where a short life shows.
  const panels = Math.ceil(Math.min(60, Math.max(2, (to - from) / (2 * sd), 2 * (to - from))))
  return integrate(
    (v) => {
      const logZ = k === 0 ? 0 : k * Math.log(-Math.expm1(-v))
      return Math.exp(logScale + logZ - shape * v + logWeight(rate * Math.expm1(v)))
    },
    from,
    to,
    panels,
  )
}
