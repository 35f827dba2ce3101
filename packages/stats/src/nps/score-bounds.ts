import type { NpsCounts } from './nps-counts.ts'

/**
 * Bounds of the score interval of promoters minus detractors, as fractions in [−1, 1]: the set of
 * Δ with n (Δ̂ − Δ)² ≤ z² Ṽ(Δ), where Ṽ is the variance at the maximum-likelihood shares restricted
 * to Δ. Counts may be fractional (effective counts). It is Tango's interval for paired shares:
 * Tango (1998), Statistics in Medicine 17, 891-908.
 */
export function npsScoreBounds(counts: NpsCounts, z: number): [low: number, high: number] {
  const n = counts.promoters + counts.passives + counts.detractors
  const estimate = (counts.promoters - counts.detractors) / n
  const accepted = (delta: number): boolean =>
    n * (estimate - delta) ** 2 <= z * z * restrictedVariance(counts, n, delta)
  return [bisect(accepted, estimate, -1), bisect(accepted, estimate, 1)]
}

/** Variance q − Δ² of one answer, with q = p + d at its restricted maximum-likelihood value. */
function restrictedVariance(counts: NpsCounts, n: number, delta: number): number {
  const { promoters, detractors } = counts
  // d/dq of the restricted log-likelihood: n q² − [(P+D) + Δ(P−D)] q + Δ(P−D) − N Δ² = 0.
  const b = promoters + detractors + delta * (promoters - detractors)
  const c = delta * (promoters - detractors) - counts.passives * delta * delta
  const root = Math.sqrt(Math.max(0, b * b - 4 * n * c))
  const q = Math.min(1, Math.max(Math.abs(delta), (b + root) / (2 * n)))
  return Math.max(0, q - delta * delta)
}

/** The furthest accepted point between `inside` (accepted) and `outside`, to the last bit or so. */
function bisect(accepted: (delta: number) => boolean, inside: number, outside: number): number {
  if (accepted(outside)) return outside
  let good = inside
  let bad = outside
  for (let step = 0; step < 60; step += 1) {
    const middle = (good + bad) / 2
    if (accepted(middle)) good = middle
    else bad = middle
  }
  return good
}
