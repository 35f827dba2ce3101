/**
 * The one shape of a number that a person may read.
 *
 * Thin data is a value of its own kind, never 0, null, NaN or a throw, so no page, export or alert
 * can show a number without its n and its interval.
 */
export type Measured = Estimate | Insufficient

export interface Estimate {
  kind: 'estimate'
  /** In the unit of the metric: NPS points, a share in [0, 1], money, days, a count. */
  value: number
  low: number
  high: number
  /** Confidence level in (0, 1). */
  level: number
  /** What was counted: answers, customers, orders. The metric's definition names it. */
  n: number
  /** Which interval this is, in words, e.g. `Wilson score`. */
  method: string
  /** Standard error in the unit of the value, where the interval has one; comparisons use it. */
  se?: number | undefined
  /** True for a full count: nothing was sampled, so low = value = high. */
  complete?: boolean | undefined
  /** Exact decimal text of the value, for money: the same bytes wherever it is shown. */
  exact?: string | undefined
  /** Shares by band (detractor, passive, promoter …), each in [0, 1], in a fixed order. */
  bands?: Record<string, number> | undefined
  /** Answers per invitation in [0, 1], where invitations are known. */
  responseRate?: number | undefined
}

export interface Insufficient {
  kind: 'insufficient'
  n: number
  /** How many there must be for the number to be shown. */
  minimum: number
  /** One sentence a person understands: what is missing. */
  why: string
  /**
   * Set where the number is known and not shown, so that nobody can tell what single people answered:
   * its group is too small, or a smaller one could be calculated from it. `n` is then 0 and says nothing.
   */
  reason?: 'suppressed' | undefined
}

/** Whether a change is real, noise, or cannot be judged. */
export type Verdict = 'real' | 'noise' | 'too few'

/** A change between two measured values, judged. */
export interface Change {
  verdict: Verdict
  /** now minus before, in the unit of the metric; absent when either side is insufficient. */
  difference?: number | undefined
  low?: number | undefined
  high?: number | undefined
  /** Two-sided p-value after correction for the number of comparisons made together. */
  p?: number | undefined
  /** Smallest true change that would be seen with 80 % power at this n. */
  detectable?: number | undefined
  /** Set where a side is withheld: the verdict is then `too few` for all of them, and says nothing of n. */
  reason?: 'suppressed' | undefined
}

/** Builds the value for thin data. */
export function insufficient(n: number, minimum: number, why: string): Insufficient {
  return { kind: 'insufficient', n, minimum, why }
}

/**
 * Builds the value of a number that must not be shown. It is the same for every such number: which of
 * them are small themselves and which only protect others is nobody's business.
 * @param minimum answers that a shown number stands on at least
 */
export function suppressed(minimum: number): Insufficient {
  const why = `Withheld: with this number, answers of fewer than ${minimum} people could be told apart.`
  return { kind: 'insufficient', n: 0, minimum, why, reason: 'suppressed' }
}

/** True for a number that is withheld to protect those who answered. */
export function isSuppressed(measured: Measured | undefined): boolean {
  return measured?.kind === 'insufficient' && measured.reason === 'suppressed'
}

/** True for a number that may be shown. */
export function isEstimate(measured: Measured): measured is Estimate {
  return measured.kind === 'estimate'
}

/** Units a metric can have; they decide how it is written and compared. */
export type MetricUnit = 'points' | 'share' | 'money' | 'money-each' | 'score' | 'days' | 'count'
