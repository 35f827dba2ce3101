import { isSuppressed, type Change, type Measured } from '@fealty/core'
import {
  adjustBenjaminiHochberg,
  minimumDetectableChange,
  type Comparison,
  type Insufficient,
} from '@fealty/stats'
import type { AnyMetric, MetricDefinition } from '../metric/metric-definition.ts'
import type { MetricCell } from '../query/count-metric.ts'

/** Two cells of one metric to be compared. */
export interface Pair<Metric extends AnyMetric = MetricDefinition> {
  metric: Metric
  now: MetricCell | undefined
  before: MetricCell | undefined
}

const tooFew: Change = { verdict: 'too few' }
/** The same for all that are withheld: a small group and one that only protects it look alike. */
const withheld: Change = { verdict: 'too few', reason: 'suppressed' }

const isWithheld = ({ now, before }: Pair<AnyMetric>): boolean =>
  isSuppressed(now?.measured) || isSuppressed(before?.measured)

/**
 * Judges comparisons that are looked at together; null where one could not be made. Their p-values are
 * corrected for their number (Benjamini-Hochberg), so that of the changes called real at most
 * `1 − level` are expected to be noise, however many are compared.
 */
export function judgeComparisons(
  comparisons: readonly (Comparison | null)[],
  level: number,
): Change[] {
  const tested = comparisons.flatMap((comparison) => (comparison ? [comparison.p] : []))
  const adjusted = adjustBenjaminiHochberg(tested)
  let position = 0
  return comparisons.map((comparison) => {
    if (!comparison) return tooFew
    const p = adjusted[position++]!
    const { difference, low, high } = comparison
    return { verdict: p < 1 - level ? 'real' : 'noise', difference, low, high, p }
  })
}

/** Judges changes of cells that are looked at together, with the change that each would show. */
export function judgeChanges(pairs: readonly Pair<AnyMetric>[], level: number): Change[] {
  const comparisons = pairs.map((pair) => compareCells(pair, level))
  return judgeComparisons(comparisons, level).map((change, index) => {
    const pair = pairs[index]!
    if (change.verdict === 'too few') return isWithheld(pair) ? withheld : change
    const detectable = detectableChange(pair, level)
    return detectable === null ? change : { ...change, detectable }
  })
}

function compareCells(pair: Pair<AnyMetric>, level: number): Comparison | null {
  const { metric, now, before } = pair
  if (now?.measured.kind !== 'estimate' || before?.measured.kind !== 'estimate') return null
  const result: Comparison | Insufficient = metric.family.compare(
    now.statistics,
    before.statistics,
    level,
  )
  return result.kind === 'comparison' ? result : null
}

const standardError = (measured: Measured | undefined): number | null =>
  measured?.kind === 'estimate' ? (measured.se ?? null) : null

/** The smallest true change that two such values would show with 80 % power, or null. */
export function detectableChange(pair: Pair<AnyMetric>, level: number): number | null {
  const se = standardError(pair.now?.measured)
  const baselineSe = standardError(pair.before?.measured)
  return se === null || baselineSe === null
    ? null
    : minimumDetectableChange({ se, baselineSe, level })
}
