import { formatPercent } from '@fealty/charts'
import { writeDay, type Day } from '@fealty/core'
import type { Allocation } from './contract.ts'
import { highValueBand, type ComparedAllocation } from './compare-allocation.ts'

/** Shares closer than this are the same share to a reader. */
const samePoints = 0.02

const percent = (share: number): string => formatPercent(share)

/** The finding: what the best customers got, what the plan gave them, and what they bring. */
export function writeHeadline(
  plan: Allocation | null,
  compared: ComparedAllocation,
  { until, basis }: { until: Day | null; basis: 'profit' | 'revenue' },
): string {
  const { highValue, total } = compared
  if (plan !== null && until === null)
    return `“${plan.name}” begins on ${writeDay(plan.from, true)}.`
  const { actualShare, plannedShare, valueShare } = highValue
  if (total.actual <= 0 || actualShare === null) return 'No spend is booked in this period.'
  const brings = valueShare === null ? '' : `; they brought ${percent(valueShare)} of the ${basis}`
  if (plannedShare === null)
    return `High-value customers get ${percent(actualShare)} of spend${brings}. No plan says what they should get.`
  const gap = actualShare - plannedShare
  if (Math.abs(gap) < samePoints)
    return `High-value customers get ${percent(actualShare)} of spend, as planned${brings}.${furthestOff(compared)}`
  return `High-value customers get ${percent(actualShare)} of spend, ${gap < 0 ? 'less' : 'more'} than the ${percent(plannedShare)} planned${brings}.${furthestOff(compared)}`
}

/** Below this a band is near enough to its plan not to be named. */
const farPoints = 0.1

/** Another band that is far off its share, in a sentence of its own. */
function furthestOff({ bands }: ComparedAllocation): string {
  const [worst] = bands
    .filter(({ band }) => band !== highValueBand)
    .map(({ band, actualShare, plannedShare }) => ({
      band,
      got: actualShare ?? 0,
      planned: plannedShare ?? 0,
    }))
    .sort((a, b) => Math.abs(b.got - b.planned) - Math.abs(a.got - a.planned))
  if (worst === undefined || Math.abs(worst.got - worst.planned) < farPoints) return ''
  return ` Furthest off the plan: ${worst.band}, ${percent(worst.got)} where ${percent(worst.planned)} were planned.`
}
