import type { CoxRisk } from './cox-data.ts'

/** Rows that are worked on together, so that their columns stay in the cache. */
export const blockRows = 2048

export type TieMethod = 'efron' | 'breslow'

/**
 * What the risk sets hold at one β, per event time, with r = w e^η:
 *
 *   S₀ = Σ r, S₁ = Σ r z over the risk set;  D₀, D₁ the same over the tied events alone
 *
 * and the sums over k = 0 … d − 1 of the tied events, s_k = S₀ − f_k D₀, where f_k = k/d (Efron) or
 * 0 (Breslow).
 */
export interface RiskSums {
  /** What η of each stratum was lessened by. */
  shift: Float64Array
  /** r of every row. */
  relative: Float64Array
  /** S₁ and D₁: a column per covariate. */
  s1: Float64Array[]
  d1: Float64Array[]
  /** w̄ Σ 1/s_k and w̄ Σ f_k/s_k, with the mean weight w̄ of the tied events. */
  a: Float64Array
  b: Float64Array
  /** w̄ Σ 1/s_k², w̄ Σ f_k/s_k² and w̄ Σ f_k²/s_k². */
  c: Float64Array
  cf: Float64Array
  cff: Float64Array
  /** Whether b, cf, cff and d1 hold anything: ties by Efron. */
  isTied: boolean
  /** The log partial likelihood; NaN where the exponentials left the range of doubles. */
  value: number
}

/** Memory for the sums, used again by each step of a fit. */
export function allocateSums(data: CoxRisk, method: TieMethod): RiskSums {
  const isTied = method === 'efron' && data.eventTimes.hasTies
  const times = data.eventTimes.time.length
  // One place more than there are times: the rows after the last one write there.
  const column = () => new Float64Array(times + 1)
  return {
    shift: new Float64Array(data.strata.length),
    relative: new Float64Array(data.size),
    s1: data.columns.map(column),
    d1: data.columns.map(() => new Float64Array(isTied ? times : 0)),
    a: column(),
    b: new Float64Array(isTied ? times : 0),
    c: column(),
    cf: new Float64Array(isTied ? times : 0),
    cff: new Float64Array(isTied ? times : 0),
    isTied,
    value: 0,
  }
}

/**
 * Fills the sums at β, and the log partial likelihood
 *
 *   ℓ = Σ_t [ Σ_{events} w η − w̄ Σ_k ln s_k ]
 *
 * Source: Efron (1977), JASA 72, 557-565; Breslow (1974), Biometrics 30, 89-99; weights as in
 * Therneau and Grambsch, Modeling Survival Data, 3.3.
 */
export function fillSums(data: CoxRisk, beta: Float64Array, into: RiskSums): void {
  into.value = fillRelative(data, beta, into)
  const s0 = accumulate(data, into.relative, null, into.a)
  const d0 = into.isTied ? accumulateTied(data, into.relative, null, into.b) : null
  into.value -= sumTies(data, s0, d0, into)
  data.columns.forEach((column, j) => {
    accumulate(data, into.relative, column, into.s1[j]!)
    if (into.isTied) accumulateTied(data, into.relative, column, into.d1[j]!)
  })
}

/** r = w e^η of every row, η less its highest value in the stratum; returns Σ w η over the events. */
function fillRelative(data: CoxRisk, beta: Float64Array, into: RiskSums): number {
  const { starts, event, mass } = data
  const { relative, shift } = into
  fillPredictor(data, beta, relative)
  let sum = 0
  for (let s = 0; s + 1 < starts.length; s += 1) {
    const from = starts[s]!
    const to = starts[s + 1]!
    let highest = -Infinity
    for (let i = from; i < to; i += 1) if (relative[i]! > highest) highest = relative[i]!
    shift[s] = highest
    for (let i = from; i < to; i += 1) {
      const eta = relative[i]! - highest
      sum += event[i]! * mass[i]! * eta
      relative[i] = mass[i]! * Math.exp(eta)
    }
  }
  return sum
}

/** η = z β, a block of rows at a time so that the sums stay in the cache. */
function fillPredictor({ columns, size }: CoxRisk, beta: Float64Array, eta: Float64Array): void {
  eta.fill(0)
  for (let from = 0; from < size; from += blockRows) {
    const to = Math.min(size, from + blockRows)
    for (let j = 0; j < columns.length; j += 1) {
      const column = columns[j]!
      const slope = beta[j]!
      if (slope !== 0) for (let i = from; i < to; i += 1) eta[i]! += slope * column[i]!
    }
  }
}

/** Σ r z over the risk set of each event time; z is 1 without a column. */
function accumulate(
  data: CoxRisk,
  relative: Float64Array,
  column: Float64Array | null,
  into: Float64Array,
): Float64Array {
  const { eventTimes, starts, entryOrder } = data
  if (entryOrder) return accumulateEntered(data, entryOrder, relative, column, into)
  const { isEnd } = eventTimes
  // Each row writes its sum; the row that ends an event time moves on, so that sum stays.
  let e = 0
  for (let s = 0; s + 1 < starts.length; s += 1) {
    const from = starts[s]!
    const to = starts[s + 1]!
    let sum = 0
    for (let i = from; i < to; i += 1) {
      sum += column ? relative[i]! * column[i]! : relative[i]!
      into[e] = sum
      e += isEnd[i]!
    }
  }
  return into
}

/** As `accumulate`, with rows that leave the risk set again before they entered. */
function accumulateEntered(
  { eventTimes, starts }: CoxRisk,
  entryOrder: Uint32Array,
  relative: Float64Array,
  column: Float64Array | null,
  into: Float64Array,
): Float64Array {
  for (let s = 0; s + 1 < starts.length; s += 1) {
    let place = starts[s]!
    let leaving = place
    let sum = 0
    for (let e = eventTimes.starts[s]!; e < eventTimes.starts[s + 1]!; e += 1) {
      for (; place < eventTimes.end[e]!; place += 1)
        sum += relative[place]! * (column ? column[place]! : 1)
      for (; leaving < eventTimes.left[e]!; leaving += 1) {
        const out = entryOrder[leaving]!
        sum -= relative[out]! * (column ? column[out]! : 1)
      }
      into[e] = sum
    }
  }
  return into
}

/** Σ r z over the tied events of each event time; 0 where there is a single one. */
function accumulateTied(
  { eventTimes, event }: CoxRisk,
  relative: Float64Array,
  column: Float64Array | null,
  into: Float64Array,
): Float64Array {
  const { first, end, ties } = eventTimes
  for (let e = 0; e < ties.length; e += 1) {
    let sum = 0
    if (ties[e]! > 1)
      for (let i = first[e]!; i < end[e]!; i += 1)
        if (event[i] === 1) sum += relative[i]! * (column ? column[i]! : 1)
    into[e] = sum
  }
  return into
}

/**
 * The sums over the tied events: scalars alone, so a thousand ties cost a thousand divisions and no
 * matrix. `s0` and `d0` share memory with `a` and `b` and are read before they are overwritten.
 */
function sumTies(
  { eventTimes }: CoxRisk,
  s0: Float64Array,
  d0: Float64Array | null,
  { a, b, c, cf, cff }: RiskSums,
): number {
  const { ties, meanWeight } = eventTimes
  let logs = 0
  for (let e = 0; e < ties.length; e += 1) {
    const d = ties[e]!
    const weight = meanWeight[e]!
    const all = s0[e]!
    const tied = d0 ? d0[e]! : 0
    if (tied === 0) {
      logs += weight * d * Math.log(all)
      a[e] = (weight * d) / all
      c[e] = (weight * d) / (all * all)
      if (d0) b[e] = cf[e] = cff[e] = 0
      continue
    }
    let [log, sumA, sumB, sumC, sumCf, sumCff] = [0, 0, 0, 0, 0, 0]
    for (let k = 0; k < d; k += 1) {
      const f = k / d
      const s = all - f * tied
      const inverse = 1 / s
      const square = inverse * inverse
      log += Math.log(s)
      sumA += inverse
      sumB += f * inverse
      sumC += square
      sumCf += f * square
      sumCff += f * f * square
    }
    logs += weight * log
    a[e] = weight * sumA
    b[e] = weight * sumB
    c[e] = weight * sumC
    cf[e] = weight * sumCf
    cff[e] = weight * sumCff
  }
  return logs
}
