import { insufficient, type Measured } from '@fealty/core'
import type { ArmStatistics } from '@fealty/measure'
import {
  compareEstimates,
  estimateAdjustedMeanEffect,
  estimateAdjustedRatioEffect,
  estimateDifferenceInDifferences,
  estimateMeanEffect,
  estimateRatioEffect,
  estimateUnpairedDifferenceInDifferences,
  meanInterval,
  meanStatisticsFromSums,
  minimumDetectableChange,
  type Comparison,
  type Effect,
  type EffectOptions,
  type Insufficient,
} from '@fealty/stats'
import type { EffectComparison } from './contract.ts'
import {
  toCell,
  toCovariateSums,
  toMean,
  toPairedSums,
  toRatio,
  toRatioCovariateSums,
} from './arm-sums.ts'

/** With fewer units in an arm no effect is shown: the intervals are those of larger samples. */
const minimumUnits = 20

/** The past is used where it is known of at least so many of the units. */
const leastKnownPast = 0.5

/** The outcome stands in the second window, the past in the first. */
const outcome = 1

/** How comparisons are made. */
export interface EstimateOptions {
  perUnit: boolean
  level: number
  /** The n at which an always-valid interval is sharpest; null for the fixed horizon. */
  tuning: number | null
  /** Whether the first window is a time before, and not the outcome once more. */
  hasBefore: boolean
  /** Whether a share of the control's outcome has a meaning. */
  hasRelative: boolean
}

function effectOptions({ level, tuning }: EstimateOptions): EffectOptions {
  return tuning === null ? { level } : { level, sequential: { tuning } }
}

const toMeasured = (judged: Comparison | Insufficient, n: number): Measured =>
  judged.kind === 'insufficient'
    ? judged
    : {
        kind: 'estimate',
        value: judged.difference,
        low: judged.low,
        high: judged.high,
        se: judged.se,
        level: judged.level,
        n,
        method: judged.method,
      }

function toComparison(
  arm: string,
  judged: (Comparison & { n: number }) | Insufficient,
  level: number,
): EffectComparison {
  if (judged.kind === 'insufficient') {
    return {
      arm,
      effect: judged,
      relative: null,
      verdict: 'too few',
      p: null,
      detectable: null,
      varianceReduction: null,
    }
  }
  const isReal = judged.low > 0 || judged.high < 0
  return {
    arm,
    effect: toMeasured(judged, judged.n),
    relative: null,
    verdict: isReal ? 'real' : 'noise',
    p: judged.p,
    detectable: minimumDetectableChange({ se: judged.se, baselineSe: 0, level }),
    varianceReduction: null,
  }
}

/** Units behind an outcome. */
function measuredUnits(arm: ArmStatistics, perUnit: boolean): number {
  return perUnit ? arm.units : arm.windows[outcome]!.n
}

function tooFew(arms: readonly ArmStatistics[], perUnit: boolean): Insufficient | null {
  const least = Math.min(...arms.map((arm) => measuredUnits(arm, perUnit)))
  if (least >= minimumUnits) return null
  return insufficient(least, minimumUnits, `${least} measured in an arm, ${minimumUnits} needed.`)
}

/** Treated minus control of a randomised design, with what was known before taken off (CUPED). */
export function estimateRandomised(
  treated: ArmStatistics,
  control: ArmStatistics,
  options: EstimateOptions,
): EffectComparison {
  const { perUnit, level, hasRelative, hasBefore } = options
  const short = tooFew([treated, control], perUnit)
  if (short) return toComparison(treated.arm, short, level)
  const estimate = (more: EffectOptions): Effect | Insufficient => {
    const asked = { ...effectOptions(options), ...more }
    if (hasBefore && hasPast(treated, perUnit) && hasPast(control, perUnit)) {
      return perUnit
        ? estimateAdjustedMeanEffect(toCovariateSums(treated), toCovariateSums(control), asked)
        : estimateAdjustedRatioEffect(
            toRatioCovariateSums(treated),
            toRatioCovariateSums(control),
            asked,
          )
    }
    return compareWindow(treated, control, outcome, perUnit, asked)
  }
  const absolute = estimate({})
  const compared = toComparison(treated.arm, absolute, level)
  if (absolute.kind === 'insufficient') return compared
  const relative = hasRelative ? estimate({ relative: true }) : null
  return {
    ...compared,
    relative: relative === null ? null : toMeasured(relative, absolute.n),
    varianceReduction: absolute.adjustment?.varianceReduction ?? null,
  }
}

function hasPast(arm: ArmStatistics, perUnit: boolean): boolean {
  const before = arm.windows[0]!
  return perUnit ? before.yy > 0 : before.n >= leastKnownPast * arm.windows[outcome]!.n
}

/** The difference of two arms in one window, by itself. */
export function compareWindow(
  treated: ArmStatistics,
  control: ArmStatistics,
  window: number,
  perUnit: boolean,
  options: EffectOptions = {},
): Effect | Insufficient {
  const [a, b] = [treated.windows[window]!, control.windows[window]!]
  if (perUnit) return estimateMeanEffect(toMean(treated, a), toMean(control, b), options)
  if (a.n < 2 || b.n < 2) return insufficient(Math.min(a.n, b.n), 2, 'Nothing was measured here.')
  return estimateRatioEffect(toRatio(a), toRatio(b), options)
}

/** The same as a number with its interval. */
export function measureGap(
  treated: ArmStatistics,
  control: ArmStatistics,
  window: number,
  perUnit: boolean,
): Measured {
  const gap = compareWindow(treated, control, window, perUnit)
  return toMeasured(gap, gap.n)
}

/** What changed in the treated group beyond the other; `scale` is the length after over that before. */
export function estimateDifference(
  treated: ArmStatistics,
  control: ArmStatistics,
  scale: number,
  options: EstimateOptions,
): EffectComparison {
  const { perUnit, level } = options
  const short = tooFew([treated, control], perUnit)
  if (short) return toComparison(treated.arm, short, level)
  if (perUnit) {
    const sums = [toPairedSums(treated, scale), toPairedSums(control, scale)] as const
    return toComparison(
      treated.arm,
      estimateDifferenceInDifferences(...sums, effectOptions(options)),
      level,
    )
  }
  const [treatedBefore, treatedAfter, controlBefore, controlAfter] = [treated, control].flatMap(
    ({ windows }) => [toCell(windows[0]!), toCell(windows[outcome]!)],
  )
  if (!treatedBefore || !treatedAfter || !controlBefore || !controlAfter) {
    const why = 'One of the groups has nothing measured before or after.'
    return toComparison(treated.arm, insufficient(0, minimumUnits, why), level)
  }
  const cells = { treatedBefore, treatedAfter, controlBefore, controlAfter }
  return toComparison(
    treated.arm,
    estimateUnpairedDifferenceInDifferences(cells, effectOptions(options)),
    level,
  )
}

/** After minus before of everybody: what happened, whatever the cause. */
export function estimateChange(
  arm: ArmStatistics,
  scale: number,
  options: EstimateOptions,
): EffectComparison {
  const { perUnit, level } = options
  const short = tooFew([arm], perUnit)
  if (short) return toComparison(arm.arm, short, level)
  if (perUnit) return toComparison(arm.arm, changePerUnit(arm, scale, level), level)
  const [before, after] = arm.windows
  if (before!.n < minimumUnits) {
    const why = `${before!.n} measured before, ${minimumUnits} needed.`
    return toComparison(arm.arm, insufficient(before!.n, minimumUnits, why), level)
  }
  const asked = effectOptions(options)
  const judged = estimateRatioEffect(toRatio(after!), toRatio(before!), asked)
  const relative = options.hasRelative
    ? estimateRatioEffect(toRatio(after!), toRatio(before!), { ...asked, relative: true })
    : null
  return {
    ...toComparison(arm.arm, judged, level),
    relative: relative === null ? null : toMeasured(relative, relative.n),
  }
}

/** Each unit's own change, so that lasting differences between units are no noise. */
function changePerUnit(
  arm: ArmStatistics,
  scale: number,
  level: number,
): (Comparison & { n: number }) | Insufficient {
  const paired = toPairedSums(arm, scale)
  const change = paired.sumAfter - paired.sumBefore
  const squares = paired.sumAfterAfter - 2 * paired.sumBeforeAfter + paired.sumBeforeBefore
  const mean = meanInterval({
    ...meanStatisticsFromSums(arm.units, change, Math.max(0, squares)),
    level,
  })
  if (mean.kind === 'insufficient') return mean
  const { p } = compareEstimates({ value: mean.value, se: mean.se }, { value: 0, se: 0 }, { level })
  const { value: difference, low, high, se, n } = mean
  return {
    kind: 'comparison',
    difference,
    low,
    high,
    se,
    p,
    level,
    n,
    method: 'each unit’s own change, Student t',
  }
}
