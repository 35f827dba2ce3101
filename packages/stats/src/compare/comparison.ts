import { normalCritical, normalTwoSidedP } from '../distribution/normal.ts'
import { studentCritical, studentTwoSidedP } from '../distribution/student-t.ts'

/** The difference between two estimates, current minus baseline, judged. */
export interface Comparison {
  kind: 'comparison'
  /** Current minus baseline, in the unit of the estimates. */
  difference: number
  low: number
  high: number
  /** Standard error that the interval and the p-value share. */
  se: number
  /** Two-sided p-value of no difference, not yet corrected for many comparisons. */
  p: number
  level: number
  method: string
}

/** A difference with the centre and standard error that its test uses. */
export interface TestedDifference {
  /** The plain difference, which is shown. */
  difference: number
  /** The centre of the interval where the method shrinks it; else the difference. */
  centre?: number
  se: number
  /** Student degrees of freedom; the normal law when absent. */
  degreesOfFreedom?: number
  level: number
  method: string
  /** Range the difference cannot leave. */
  bounds?: readonly [number, number]
}

/** Interval and p-value from one and the same statistic, so the two never disagree. */
export function judgeDifference(tested: TestedDifference): Comparison {
  const { difference, se, level, method, degreesOfFreedom } = tested
  const centre = tested.centre ?? difference
  const [least, most] = tested.bounds ?? [-Infinity, Infinity]
  const critical =
    degreesOfFreedom === undefined
      ? normalCritical(level)
      : studentCritical(level, degreesOfFreedom)
  return {
    kind: 'comparison',
    difference,
    low: Math.max(least, Math.min(difference, centre - critical * se)),
    high: Math.min(most, Math.max(difference, centre + critical * se)),
    se,
    p: twoSidedP(centre, se, degreesOfFreedom),
    level,
    method,
  }
}

function twoSidedP(centre: number, se: number, degreesOfFreedom: number | undefined): number {
  // Two full counts have no error: they differ or they do not.
  if (se === 0) return centre === 0 ? 1 : 0
  const statistic = centre / se
  return degreesOfFreedom === undefined
    ? normalTwoSidedP(statistic)
    : studentTwoSidedP(statistic, degreesOfFreedom)
}
