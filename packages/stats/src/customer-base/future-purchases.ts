/** Mean and second moment of a number of purchases. */
export interface PurchaseMoments {
  mean: number
  /** E[X²]. */
  second: number
}

/** Moments, and for each asked tail the smallest n with P(X > n) ≤ tail. */
export interface PurchaseSummary extends PurchaseMoments {
  reached: number[]
}

/** The law of the purchases that a customer who is here now will make. */
export interface FuturePurchases {
  /** Mean, second moment and, for each of the tails (descending), where the law reaches it. */
  summarise: (t: number, tails: readonly number[]) => PurchaseSummary
  /** P(X(t) = n). */
  probability: (t: number, n: number) => number
  /** ∫₀ʰ e^(−discount·u) dE[X(u)]. */
  discounted: (horizon: number, discount: number) => number
}

/** The smallest n with P(X > n) ≤ tail, for a survival function that falls in n. */
export function smallestReaching(
  survival: (n: number) => number,
  tail: number,
  { mean, second }: PurchaseMoments,
): number {
  if (survival(0) <= tail) return 0
  const sd = Math.sqrt(Math.max(0, second - mean * mean))
  let short = 0
  let enough = Math.max(1, Math.ceil(mean + 2 * sd))
  while (survival(enough) > tail) {
    short = enough
    enough *= 2
  }
  while (enough - short > 1) {
    const middle = Math.floor((short + enough) / 2)
    if (survival(middle) <= tail) enough = middle
    else short = middle
  }
  return enough
}

/** A customer now: still here with some chance, and what follows if so. */
export interface CustomerOutlook {
  alive: number
  future: FuturePurchases
}
