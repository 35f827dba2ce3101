/** An estimate with its confidence interval; a superset of what a page needs to show a number. */
export interface IntervalEstimate {
  kind: 'estimate'
  /** The estimate itself, in the unit of the kernel (share, mean, NPS points, …). */
  value: number
  low: number
  high: number
  /** Standard error, in the unit of `value`. */
  se: number
  /** Confidence level in (0, 1). */
  level: number
  /** How many observations (customers, answers) stand behind the value. */
  n: number
  /** Name of the interval. */
  method: string
}

/** Thin data as a value: the kernel was asked rightly, but there is too little to estimate from. */
export interface Insufficient {
  kind: 'insufficient'
  n: number
  /** The smallest n this kernel can estimate from. */
  minimum: number
  /** One sentence: what is missing. */
  why: string
}

/** What every interval kernel returns. */
export type Interval = IntervalEstimate | Insufficient

/** Builds the value for thin data. */
export function insufficient(n: number, minimum: number, why: string): Insufficient {
  return { kind: 'insufficient', n, minimum, why }
}
