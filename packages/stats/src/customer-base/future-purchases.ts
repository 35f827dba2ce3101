/** Mean and second moment of a number of purchases. */
export interface PurchaseMoments {
  mean: number
  /** E[X²]. */
  second: number
}

/** The law of the purchases that a customer who is here now will make. */
export interface FuturePurchases {
  moments: (t: number) => PurchaseMoments
  /** P(X(t) > j). */
  survival: (t: number, j: number) => number
  /** P(X(t) = n). */
  probability: (t: number, n: number) => number
  /** ∫₀ʰ e^(−discount·u) dE[X(u)]. */
  discounted: (horizon: number, discount: number) => number
}

/** A customer now: still here with some chance, and what follows if so. */
export interface CustomerOutlook {
  alive: number
  future: FuturePurchases
}
