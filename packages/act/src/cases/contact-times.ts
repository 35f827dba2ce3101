import { insufficient, type Measured } from '@fealty/core'
import { estimateSurvival, medianSurvival, wilsonInterval } from '@fealty/stats'

/** How long one case waited for first contact, in open hours of the company. */
export interface ContactWait {
  hours: number
  /** False where it still waits, or ended without contact: its wait is at least so long. */
  contacted: boolean
}

/** Fewer cases than this give no median a person should read. */
const fewestCases = 5

/**
 * Median time to first contact with its interval. Cases that still wait are in it with the time they
 * have waited so far (right-censored); leaving them out would flatter a team that answers the easy
 * ones first. Kaplan-Meier, Brookmeyer and Crowley.
 */
export function medianContactTime(waits: readonly ContactWait[]): Measured {
  const n = waits.length
  if (n < fewestCases) return insufficient(n, fewestCases, 'There are too few cases.')
  const curve = estimateSurvival({
    time: Float64Array.from(waits, ({ hours }) => hours),
    event: Uint8Array.from(waits, ({ contacted }) => (contacted ? 1 : 0)),
  })
  if (curve.kind === 'insufficient') return curve
  const median = medianSurvival(curve)
  if (median.kind === 'insufficient') return median
  // Where the curve's upper bound does not fall to a half, the longest wait seen is all one can say.
  const longest = Math.max(...waits.map(({ hours }) => hours))
  return { ...median, high: Math.min(median.high, longest), se: undefined }
}

/**
 * Share of cases contacted by their due time, among those of which it is known: contacted, or come
 * due. Wilson's interval.
 */
export function shareWithinTarget(met: number, known: number): Measured {
  if (known < fewestCases) return insufficient(known, fewestCases, 'Too few cases have come due.')
  return wilsonInterval({ successes: met, n: known })
}
