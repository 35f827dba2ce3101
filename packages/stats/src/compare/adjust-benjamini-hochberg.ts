import { requireBetween } from '../domain/require.ts'

/**
 * Benjamini-Hochberg adjusted p-values, in the order given: rejecting those at or below q keeps the
 * expected share of false alarms among the rejected at or below q.
 * Source: Benjamini and Hochberg (1995), JRSS B 57, 289-300; equals R's `p.adjust(p, "BH")`.
 *
 * @throws RangeError on a p-value outside [0, 1]
 */
export function adjustBenjaminiHochberg(pValues: readonly number[]): number[] {
  pValues.forEach((p, index) => requireBetween(`pValues[${index}]`, p, 0, 1))
  const order = pValues.map((_, index) => index).sort((i, j) => pValues[j]! - pValues[i]!)
  const adjusted = new Array<number>(pValues.length)
  let smallest = 1
  order.forEach((index, fromLargest) => {
    const rank = pValues.length - fromLargest
    smallest = Math.min(smallest, (pValues[index]! * pValues.length) / rank)
    adjusted[index] = smallest
  })
  return adjusted
}
