import { gaussLegendreRule } from '../../special/gauss-legendre.ts'

/** r, alpha: gamma shape and rate of buying; s, beta: gamma shape and rate of leaving. */
export type ParetoNbdParameters = Record<'r' | 'alpha' | 's' | 'beta', number>

const rule = gaussLegendreRule(16)

/** Exponents beyond this are below the last bit of the integral. */
const negligibleExponent = 40

/**
 * The odds of having left, D = ∫ from t_x to T of
 *   s/(β+τ) · ((β+T)/(β+τ))^s · ((α+T)/(α+τ))^(r+x) dτ,
 * with the means of what the gradient needs under that integrand. Every term is positive: the usual
 * difference of two ₂F₁ (Schmittlein, Morrison and Colombo 1987) cancels and overflows, this cannot.
 * Substituting u = ln(c + τ) with c = min(α, β) makes the integrand entire but for Im u = ±π.
 */
export class DropoutIntegral {
  /** ln D; −∞ where T = t_x. */
  logOdds = -Infinity
  /** Means under the integrand: ln((α+T)/(α+τ)), 1/(α+τ), ln((β+T)/(β+τ)), 1/(β+τ). */
  meanLogAlpha = 0
  meanInverseAlpha = 0
  meanLogBeta = 0
  meanInverseBeta = 0

  /** Evaluates at one history; results stand in the fields. */
  evaluate({ r, alpha, s, beta }: ParetoNbdParameters, x: number, tx: number, T: number): void {
    const shift = Math.min(alpha, beta)
    const ownPower = alpha <= beta ? r + x : s + 1
    const otherPower = alpha <= beta ? s + 1 : r + x
    const other = Math.max(alpha, beta)
    const start = shift + tx
    const span = shortenSpan(Math.log((shift + T) / start), start, other + tx, ownPower, otherPower)
    const endSlope =
      ownPower + (otherPower * start * Math.exp(span)) / (other + tx + start * Math.expm1(span))
    const panels = Math.max(1, Math.ceil(Math.max((endSlope * span) / 14, span / 2)))
    this.sum(alpha, beta, r + x, s, tx, start, span, panels, T)
  }

  private sum(
    alpha: number,
    beta: number,
    buying: number,
    s: number,
    tx: number,
    start: number,
    span: number,
    panels: number,
    T: number,
  ): void {
    const logAlphaStart = Math.log(alpha + tx)
    const logBetaStart = Math.log(beta + tx)
    const half = span / (2 * panels)
    let mass = 0
    let sumLogAlpha = 0
    let sumInverseAlpha = 0
    let sumLogBeta = 0
    let sumInverseBeta = 0
    for (let k = 0; k < panels * 16; k += 1) {
      const u = ((k >> 4) * 2 + 1 + rule.nodes[k & 15]!) * half
      const stretch = start * Math.exp(u)
      const past = stretch - start
      const logAlpha = Math.log(alpha + tx + past) - logAlphaStart
      const logBeta = Math.log(beta + tx + past) - logBetaStart
      const inverseBeta = 1 / (beta + tx + past)
      const term =
        rule.weights[k & 15]! * stretch * inverseBeta * Math.exp(-buying * logAlpha - s * logBeta)
      mass += term
      sumLogAlpha += term * logAlpha
      sumInverseAlpha += term / (alpha + tx + past)
      sumLogBeta += term * logBeta
      sumInverseBeta += term * inverseBeta
    }
    if (!(mass > 0 && span > 0)) {
      this.logOdds = -Infinity
      this.meanLogAlpha = this.meanInverseAlpha = this.meanLogBeta = this.meanInverseBeta = 0
      return
    }
    const fullAlpha = Math.log(alpha + T) - logAlphaStart
    const fullBeta = Math.log(beta + T) - logBetaStart
    this.logOdds = Math.log(mass * half * s) + buying * fullAlpha + s * fullBeta
    this.meanLogAlpha = fullAlpha - sumLogAlpha / mass
    this.meanInverseAlpha = sumInverseAlpha / mass
    this.meanLogBeta = fullBeta - sumLogBeta / mass
    this.meanInverseBeta = sumInverseBeta / mass
  }
}

/** Cuts off the part of the range where the integrand has fallen below the last bit. */
function shortenSpan(
  span: number,
  start: number,
  otherStart: number,
  ownPower: number,
  otherPower: number,
): number {
  let shortened = span
  const exponentAt = (u: number) =>
    (ownPower - 1) * u + otherPower * Math.log1p((start * Math.expm1(u)) / otherStart)
  while (exponentAt(shortened / 2) > negligibleExponent) shortened /= 2
  return shortened
}
