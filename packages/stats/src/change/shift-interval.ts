import type { SplitScan } from './scan-splits.ts'

/** When a level moved, and by how much. */
export interface ShiftInterval {
  /** Index of the first period of the new level. */
  at: number
  /** First and last period at which the new level may have begun. */
  earliest: number
  latest: number
  /** All periods at which it may have begun, ascending; there may be gaps. */
  candidates: number[]
  /** After − before, in the unit of the values. */
  size: number
  sizeLow: number
  sizeHigh: number
  /** Standard error of the size at `at`, the time taken as known. */
  sizeSe: number
}

/**
 * The set of times and the interval of sizes that the data do not speak against.
 *
 * A time stays where its squared contrast is less than `drop` below the largest. A size δ stays
 * where some time does: largest² − contrast² + ((δ − difference)/se)² ≤ critical².
 *
 * @param freedom degrees of freedom of the residual variance, Infinity where it is known
 * @param critical two-sided critical value of the size
 */
export function intervalOfShift(
  scan: SplitScan,
  { level, freedom, critical }: { level: number; freedom: number; critical: number },
): ShiftInterval {
  const best = scan.at - scan.first
  const largest = scan.contrasts[best]! ** 2
  const drop = likelihoodDrop(level, freedom)
  const candidates: number[] = []
  let sizeLow = Infinity
  let sizeHigh = -Infinity
  scan.contrasts.forEach((contrast, i) => {
    const below = largest - contrast * contrast
    if (below <= drop || i === best) candidates.push(scan.first + i)
    const room = critical * critical - Math.max(0, below)
    if (room < 0) return
    const half = Math.sqrt(room) * scan.standardErrors[i]!
    sizeLow = Math.min(sizeLow, scan.differences[i]! - half)
    sizeHigh = Math.max(sizeHigh, scan.differences[i]! + half)
  })
  return {
    at: scan.at,
    earliest: candidates[0]!,
    latest: candidates.at(-1)!,
    candidates,
    size: scan.differences[best]!,
    sizeLow,
    sizeHigh,
    sizeSe: scan.standardErrors[best]!,
  }
}

/**
 * How far twice the log-likelihood of a time may lie below the best. Near a shift the excess of the
 * best over the true time has the law (1 − e^(−x/2))², so the drop is −2 ln(1 − √level): 7.352 at
 * 95 %. An estimated variance with ν degrees of freedom mixes that law over χ²_ν/ν:
 * 1 − 2(1 + x/ν)^(−ν/2) + (1 + 2x/ν)^(−ν/2) = level.
 * Source: Hansen (2000), Econometrica 68, 575-603, theorem 1; Siegmund (1988), Int. Stat. Rev. 56.
 */
export function likelihoodDrop(level: number, freedom: number): number {
  const known = -2 * Math.log(1 - Math.sqrt(level))
  if (freedom === Infinity) return known
  const share = (x: number) =>
    1 -
    2 * Math.exp((-freedom / 2) * Math.log1p(x / freedom)) +
    Math.exp((-freedom / 2) * Math.log1p((2 * x) / freedom))
  let low = 0
  let high = known
  while (share(high) < level) high *= 2
  for (let round = 0; round < 100; round += 1) {
    const middle = (low + high) / 2
    if (share(middle) < level) low = middle
    else high = middle
  }
  return high
}
