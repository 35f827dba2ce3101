import { insufficient, type Measured } from '@fealty/core'
import type { RecoveryGroup } from '@fealty/measure'
import { estimatePostStratifiedEffect, wilsonInterval, type Stratum } from '@fealty/stats'
import type { MatchedEffect } from './contract.ts'

/** Fewer than this in an arm give no number a person should read. */
const fewest = 20
/** A stratum with fewer in an arm has no spread to speak of. */
const fewestInStratum = 2
/** With a smaller share matched, those compared are no longer those who had a case. */
export const leastMatched = 0.6

/** One yes-or-no outcome of groups: of how many it is known, and how many had it. */
export interface Outcome {
  known: 'answeredAgain' | 'followed'
  yes: 'recovered' | 'retained'
}
export const recoveryOutcome: Outcome = { known: 'answeredAgain', yes: 'recovered' }
export const retentionOutcome: Outcome = { known: 'followed', yes: 'retained' }

interface Arms {
  withCase: { n: number; yes: number }
  without: { n: number; yes: number }
}

/** What makes two detractors alike. */
export type MatchKey = (group: RecoveryGroup) => string
export const byUnit: MatchKey = ({ segment, unit, band, quarter }) =>
  [segment, unit, band, quarter].join('\n')
export const bySegment: MatchKey = ({ segment, band, quarter }) =>
  [segment, band, quarter].join('\n')

function toArms(groups: readonly RecoveryGroup[], keyOf: MatchKey, outcome: Outcome): Arms[] {
  const strata = new Map<string, Arms>()
  for (const group of groups) {
    const key = keyOf(group)
    const arms = strata.get(key) ?? { withCase: { n: 0, yes: 0 }, without: { n: 0, yes: 0 } }
    const arm = group.hasCase ? arms.withCase : arms.without
    arm.n += group[outcome.known]
    arm.yes += group[outcome.yes]
    strata.set(key, arms)
  }
  return [...strata.values()]
}

const isMatched = ({ withCase, without }: Arms): boolean =>
  withCase.n >= fewestInStratum && without.n >= fewestInStratum

const countOf = (strata: readonly Arms[], arm: keyof Arms, what: 'n' | 'yes'): number =>
  strata.reduce((sum, one) => sum + one[arm][what], 0)

/** Share of those with a case, of whom the outcome is known, who have somebody like them; null for nobody. */
export function shareMatched(
  groups: readonly RecoveryGroup[],
  keyOf: MatchKey,
  outcome: Outcome,
): number | null {
  const strata = toArms(groups, keyOf, outcome)
  const all = countOf(strata, 'withCase', 'n')
  return all === 0 ? null : countOf(strata.filter(isMatched), 'withCase', 'n') / all
}

/**
 * The outcome of customers with a case against that of customers like them without one: the
 * difference of shares within strata, averaged over the strata (post-stratification, Miratrix, Sekhon
 * and Yu 2013). Strata without both arms are left out.
 */
export function compareMatched(
  groups: readonly RecoveryGroup[],
  keyOf: MatchKey,
  outcome: Outcome,
): MatchedEffect {
  const strata = toArms(groups, keyOf, outcome).filter(isMatched)
  const [treated, control] = [countOf(strata, 'withCase', 'n'), countOf(strata, 'without', 'n')]
  const share = (arm: keyof Arms): Measured => {
    const [n, successes] = [countOf(strata, arm, 'n'), countOf(strata, arm, 'yes')]
    return n < fewest ? tooFew(n) : wilsonInterval({ successes, n })
  }
  const shares = { withCase: share('withCase'), without: share('without') }
  const smaller = Math.min(treated, control)
  if (smaller < fewest) return { ...shares, difference: tooFew(smaller), verdict: 'too few' }
  const effect = estimatePostStratifiedEffect(strata.map(toStratum))
  if (effect.kind === 'insufficient') {
    return { ...shares, difference: tooFew(smaller), verdict: 'too few' }
  }
  const { difference: value, low, high, level, method, n, se, p } = effect
  return {
    ...shares,
    difference: { kind: 'estimate', value, low, high, level, n, method, se },
    verdict: p < 1 - level ? 'real' : 'noise',
  }
}

function tooFew(n: number): Measured {
  return insufficient(n, fewest, 'Too few customers with a case have others like them to compare.')
}

function toStratum({ withCase, without }: Arms): Stratum {
  return { treated: toMean(withCase), control: toMean(without) }
}

/** A share as a mean of zeros and ones. */
function toMean({ n, yes }: { n: number; yes: number }) {
  const mean = yes / n
  return { n, mean, m2: n * mean * (1 - mean) }
}

/** A difference of shares as money: what it is of a sum, with its interval. */
export function worthOf(difference: Measured, yearly: number): Measured {
  if (difference.kind === 'insufficient') return difference
  const { value, low, high, level, n, method } = difference
  return {
    kind: 'estimate',
    value: value * yearly,
    low: low * yearly,
    high: high * yearly,
    level,
    n,
    method: `${method}, times revenue a year`,
  }
}
