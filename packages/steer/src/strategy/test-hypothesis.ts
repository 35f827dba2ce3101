import type { Estimate } from '@fealty/core'
import { correlateSeries } from '@fealty/stats'
import type { LinkTest, TestedHypothesis } from './contract.ts'

/** Pairs of months without which nothing is said. */
const fewestMonths = 15
/** Units without which nothing is said. */
const fewestUnits = 6

/** What one KPI did: by month, and by unit from one year to the next; null where there is no value. */
export interface KpiMoves {
  better: 'higher' | 'lower' | 'neither'
  months: readonly (Estimate | null)[]
  units: ReadonlyMap<string, number>
}

/** Better is up on both ends of an arrow. */
const orient = ({ better }: KpiMoves): 1 | -1 => (better === 'lower' ? -1 : 1)

/**
 * Over time: do months in which the first improves go with months, `lag` later, in which the second
 * does? First differences, so that two trends are not taken for a link.
 * @param from and to hold the same months, oldest first
 */
export function testOverTime(from: KpiMoves, to: KpiMoves, lag: number): LinkTest | null {
  const x = differences(from)
  const y = differences(to)
  const pairs = y.flatMap((change, at) => {
    const earlier = x[at - lag]
    return change === null || earlier === undefined || earlier === null ? [] : [{ earlier, change }]
  })
  if (pairs.length < fewestMonths) return null
  return toTest(
    correlateSeries(
      pairs.map(({ earlier }) => earlier),
      pairs.map(({ change }) => change),
      { isSeries: true },
    ),
    'Changes month by month',
  )
}

function differences(moves: KpiMoves): (number | null)[] {
  const sign = orient(moves)
  return moves.months.slice(1).map((now, at) => {
    const before = moves.months[at]
    return now === null || !before ? null : sign * (now.value - before.value)
  })
}

/** Across units: did the units whose first KPI improved more also improve more in the second? */
export function testAcrossUnits(from: KpiMoves, to: KpiMoves): LinkTest | null {
  const both = [...from.units.keys()].filter((unit) => to.units.has(unit))
  if (both.length < fewestUnits) return null
  return toTest(
    correlateSeries(
      both.map((unit) => orient(from) * from.units.get(unit)!),
      both.map((unit) => orient(to) * to.units.get(unit)!),
    ),
    'Changes on the year, unit by unit',
  )
}

function toTest(found: ReturnType<typeof correlateSeries>, what: string): LinkTest | null {
  if (found.kind === 'insufficient') return null
  const { value, low, high, n, p, method } = found
  return { value, low, high, n, p, method: `${what}; ${method}` }
}

type Judged = Pick<TestedHypothesis, 'verdict' | 'grade' | 'finding'>
type Reading = 'for' | 'against' | 'none'

/**
 * Both tests together. Supported: one speaks for it (its interval lies on the side of the arrow) and
 * none against. Refuted: one speaks against it and none for. Open: tested, and nothing can be said; a
 * weak correlation refutes nothing, because sampling noise weakens every correlation. What was only
 * watched is grade B at best, when units and time say the same; else C.
 */
export function judgeHypothesis(
  sign: 'more' | 'less',
  overTime: LinkTest | null,
  acrossUnits: LinkTest | null,
): Judged {
  const tests = [overTime, acrossUnits].filter((test) => test !== null)
  if (tests.length === 0) {
    return { verdict: 'untested', grade: null, finding: 'Too little is known of one of its ends.' }
  }
  const readings = tests.map((test) => readTest(test, sign))
  const speaksFor = readings.includes('for')
  const speaksAgainst = readings.includes('against')
  const agree = tests.length === 2 && readings[0] === readings[1]
  const grade = agree && readings[0] !== 'none' ? 'B' : 'C'
  if (speaksFor && speaksAgainst) {
    return { verdict: 'open', grade: 'C', finding: 'Time and units contradict each other.' }
  }
  if (speaksFor) return { verdict: 'supported', grade, finding: describe(tests, readings, 'for') }
  if (speaksAgainst) {
    return { verdict: 'refuted', grade, finding: describe(tests, readings, 'against') }
  }
  return {
    verdict: 'open',
    grade: 'C',
    finding: 'Tested, but the data tell it apart neither from a link nor from none.',
  }
}

function readTest({ low, high }: LinkTest, sign: 'more' | 'less'): Reading {
  const [from, to] = sign === 'more' ? [low, high] : [-high, -low]
  if (from > 0) return 'for'
  return to < 0 ? 'against' : 'none'
}

function describe(
  tests: readonly LinkTest[],
  readings: readonly Reading[],
  wanted: Reading,
): string {
  const told = tests
    .filter((_, at) => readings[at] === wanted)
    .map(({ value, low, high, method }) => {
      const number = (each: number): string => each.toFixed(2).replace('-', '−')
      return `${method.split(';')[0]!.toLowerCase()} correlate ${number(value)} (${number(low)} to ${number(high)})`
    })
  const text = told.join('; ')
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}
