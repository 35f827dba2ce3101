import { dayIn, insufficient, type Day, type Measured } from '@fealty/core'
import { judgeComparisons, moneyText, moneyUnits } from '@fealty/measure'
import { compareProportions, wilsonInterval } from '@fealty/stats'
import type { CaseRecord } from '@fealty/store'
import type { CauseRow } from './contract.ts'

/** Cases of which a share is shown; fewer say nothing. */
const enoughCases = 5
/** The highest answer to the likelihood to recommend that still makes a detractor. */
const highestDetractor = 6
const level = 0.95

export type ResolvedCase = Pick<
  CaseRecord,
  'customerId' | 'rootCause' | 'resolvedAt' | 'unit' | 'yearlyRevenue' | 'reaskState' | 'reaskNps'
>

/** Days of which cases are counted: the first of them, and as many before it. */
export interface CauseWindow {
  from: Day
  before: Day
  timeZone: string
}

/** What is counted of a cause; the improvements come from their register. */
export type CountedCause = Omit<CauseRow, 'improvements' | 'mostlyUnit'> & {
  /** Id of the unit that most of its cases belong to. */
  mostlyUnit: { id: string; cases: number } | null
}

/**
 * The causes of what was resolved, the commonest first, with their share of all that was resolved and
 * whether that share has changed, judged together. A cause of the list without cases comes last.
 */
export function countCauses(
  listed: readonly string[],
  cases: readonly ResolvedCase[],
  { from, before, timeZone }: CauseWindow,
): CountedCause[] {
  const resolved = cases.flatMap((one) =>
    one.rootCause === null || one.resolvedAt === null
      ? []
      : [{ ...one, day: dayIn(timeZone, new Date(one.resolvedAt)) }],
  )
  const recent = resolved.filter(({ day }) => day >= from)
  const earlier = resolved.filter(({ day }) => day >= before && day < from)
  const names = [...new Set([...listed, ...resolved.map((one) => one.rootCause ?? '')])]
  const own = (all: readonly ResolvedCase[], name: string) =>
    all.filter(({ rootCause }) => rootCause === name)
  const counts = names.map((name) => ({
    now: { successes: own(recent, name).length, n: recent.length },
    then: { successes: own(earlier, name).length, n: earlier.length },
  }))
  const changes = judgeComparisons(
    counts.map(({ now, then }) => compareShares(now, then)),
    level,
  )
  return names
    .map((rootCause, index) => ({
      rootCause,
      listed: listed.includes(rootCause),
      ...describe(own(recent, rootCause)),
      share: shareOf(counts[index]!.now),
      shareBefore: shareOf(counts[index]!.then),
      change: changes[index]!,
      allCases: own(resolved, rootCause).length,
      recovered: measureRecovered(own(resolved, rootCause)),
    }))
    .filter(({ listed, allCases }) => listed || allCases > 0)
    .sort((one, other) => other.cases - one.cases || other.allCases - one.allCases)
}

interface Share {
  successes: number
  n: number
}

function compareShares(now: Share, then: Share) {
  if (now.n < enoughCases || then.n < enoughCases) return null
  const compared = compareProportions(now, then, { level })
  return compared.kind === 'comparison' ? compared : null
}

function shareOf(share: Share): Measured {
  if (share.n >= enoughCases) return wilsonInterval({ ...share, level })
  return insufficient(share.n, enoughCases, 'Fewer than five cases were resolved in these days.')
}

/** Of the customers who answered again: those who are no detractors any more. */
function measureRecovered(cases: readonly ResolvedCase[]): Measured {
  const scores = cases.flatMap(({ reaskState, reaskNps }) =>
    reaskState === 'answered' && reaskNps !== null ? [reaskNps] : [],
  )
  if (scores.length < enoughCases) {
    return insufficient(scores.length, enoughCases, 'Fewer than five customers answered again.')
  }
  const successes = scores.filter((score) => score > highestDetractor).length
  return wilsonInterval({ successes, n: scores.length, level })
}

function describe(
  cases: readonly ResolvedCase[],
): Pick<CountedCause, 'cases' | 'customers' | 'yearlyRevenue' | 'mostlyUnit'> {
  const revenue = new Map(cases.map((one) => [one.customerId, moneyUnits(one.yearlyRevenue)]))
  const units = new Map<string, number>()
  for (const { unit } of cases) if (unit !== null) units.set(unit, (units.get(unit) ?? 0) + 1)
  const [most] = [...units].sort(([one, a], [other, b]) => b - a || one.localeCompare(other))
  return {
    cases: cases.length,
    customers: revenue.size,
    yearlyRevenue: moneyText([...revenue.values()].reduce((sum, one) => sum + one, 0n)),
    mostlyUnit: most === undefined ? null : { id: most[0], cases: most[1] },
  }
}
