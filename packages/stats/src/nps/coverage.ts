import { npsInterval, type NpsMethod } from './nps-interval.ts'

/** How often an NPS interval holds the truth, over a grid of true shares. */
export interface NpsCoverage {
  /** Mean over the grid, a share in [0, 1]. */
  mean: number
  /** The least favourable true shares. */
  worst: number
}

/**
 * Exact coverage by enumeration of every possible outcome of `n` answers, at true shares of
 * promoters and detractors in steps of .05 from .05 with passives of at least .05 (171 points).
 */
export function npsCoverage(n: number, method: NpsMethod, level = 0.95): NpsCoverage {
  const outcomes = enumerateOutcomes(n, method, level)
  const logFactorial = new Float64Array(n + 1)
  for (let k = 1; k <= n; k += 1) logFactorial[k] = logFactorial[k - 1]! + Math.log(k)
  let sum = 0
  let worst = 1
  let points = 0
  for (let p = 1; p <= 18; p += 1)
    for (let d = 1; d <= 19 - p; d += 1) {
      const covered = coverageAt(outcomes, logFactorial, n, p, d)
      sum += covered
      worst = Math.min(worst, covered)
      points += 1
    }
  return { mean: sum / points, worst }
}

interface Outcome {
  promoters: number
  detractors: number
  low: number
  high: number
}

function enumerateOutcomes(n: number, method: NpsMethod, level: number): Outcome[] {
  const outcomes: Outcome[] = []
  for (let promoters = 0; promoters <= n; promoters += 1)
    for (let detractors = 0; detractors <= n - promoters; detractors += 1) {
      const passives = n - promoters - detractors
      const interval = npsInterval({ promoters, passives, detractors, level, method })
      if (interval.kind === 'estimate')
        outcomes.push({ promoters, detractors, low: interval.low, high: interval.high })
    }
  return outcomes
}

function coverageAt(
  outcomes: readonly Outcome[],
  logFactorial: Float64Array,
  n: number,
  p: number,
  d: number,
): number {
  const truth = 5 * (p - d)
  const [logP, logD, logPassive] = [p, d, 20 - p - d].map((share) => Math.log(share / 20))
  let covered = 0
  for (const { promoters, detractors, low, high } of outcomes) {
    // A bound that equals the truth holds it; rounding must not decide.
    if (truth < low - 1e-9 || truth > high + 1e-9) continue
    const passives = n - promoters - detractors
    covered += Math.exp(
      logFactorial[n]! -
        logFactorial[promoters]! -
        logFactorial[detractors]! -
        logFactorial[passives]! +
        promoters * logP! +
        detractors * logD! +
        passives * logPassive!,
    )
  }
  return covered
}
