import { normalCritical } from '../distribution/normal.ts'
import { studentCritical } from '../distribution/student-t.ts'
import { requireCount, requireOpenUnit } from '../domain/require.ts'
import { insufficient, type Insufficient } from '../estimate/interval-estimate.ts'
import {
  addVariance,
  checkExtraVariance,
  checkSizedSeries,
  type SizedSeries,
  type ExtraVariance,
} from './estimate-series.ts'
import { estimateExtraVariance } from './extra-variance.ts'
import { scanSplits, type SplitScan } from './scan-splits.ts'
import { normalSearchP, studentSearchBound } from './search-p-value.ts'
import { intervalOfShift, type ShiftInterval } from './shift-interval.ts'

/** The best split of a series in two levels, judged with the search for it in mind. */
export interface LevelShift extends ShiftInterval {
  kind: 'level-shift'
  /** True where p < 1 − level: the level has moved for real. */
  isShift: boolean
  /** P(a split as good as the best one | one level throughout). */
  p: number
  /** The largest |after − before| over its standard error, of all splits. */
  statistic: number
  /** Variance between periods beside sampling error, in the squared unit of the values. */
  extraVariance: number
  level: number
  /** How many periods. */
  n: number
  method: string
}

export interface LevelShiftOptions {
  level?: number
  /** `estimated` unless told. */
  extraVariance?: ExtraVariance
  /** Fewest periods that make a level, 1 unless told. */
  shortestLevel?: number
}

/**
 * Has the level of a series moved once, when, and by how much?
 *
 * Every split is tried; the p-value pays for the search. With `extraVariance` a number the periods
 * have known variances and p is exact: the contrasts are a Gaussian Markov chain. `estimated` (the
 * default) takes the variance between periods from the residuals about the best split; p is then
 * Worsley's upper bound for studentised contrasts, which holds its level however large the extra
 * variance is, and is strict where there is none. The interval of the time holds the splits whose
 * likelihood is near the best one's; that of the size is the profile likelihood over those times.
 * Both mean something only where there is a shift.
 * Source: Hawkins (1977), JASA 72, 180-186; Worsley (1979), JASA 74, 365-367; Hansen (2000),
 * Econometrica 68, 575-603.
 *
 * @returns insufficient below 2 periods (5 where the extra variance is estimated), or 2 ×
 * `shortestLevel`
 * @throws RangeError on columns of two lengths, values not finite, standard errors below 0, or 0
 * where `extraVariance` is 0
 */
export function detectLevelShift(
  series: SizedSeries,
  { level = 0.95, extraVariance = 'estimated', shortestLevel = 1 }: LevelShiftOptions = {},
): LevelShift | Insufficient {
  requireOpenUnit('level', level)
  requireCount('shortestLevel', shortestLevel)
  if (shortestLevel === 0) throw new RangeError('shortestLevel must be 1 or above, got 0')
  const extra = checkExtraVariance(extraVariance)
  const { values, sampling } = checkSizedSeries(series)
  const n = values.length
  const minimum = Math.max(2 * shortestLevel, extra === 'estimated' ? 5 : 2)
  if (n < minimum)
    return insufficient(n, minimum, `A shift cannot be told from chance in ${n} periods.`)
  const known = extra === 'estimated' ? null : addVariance(sampling, extra)
  const { scan, variance } =
    known === null
      ? scanWithEstimatedVariance(values, sampling, shortestLevel)
      : { scan: scanSplits(values, known, shortestLevel), variance: Number(extra) }
  const freedom = extra === 'estimated' ? n - 2 : Infinity
  const statistic = Math.abs(scan.contrasts[scan.at - scan.first]!)
  const p =
    extra === 'estimated'
      ? studentSearchBound(statistic, scan.correlations, freedom)
      : normalSearchP(statistic, scan.correlations)
  const critical = extra === 'estimated' ? studentCritical(level, freedom) : normalCritical(level)
  return {
    kind: 'level-shift',
    isShift: p < 1 - level,
    p,
    statistic,
    ...intervalOfShift(scan, { level, freedom, critical }),
    extraVariance: variance,
    level,
    n,
    method:
      extra === 'estimated'
        ? 'maximum contrast, extra variance estimated (Worsley bound)'
        : 'maximum contrast, known variances (exact)',
  }
}

/** The extra variance about the best split, and the best split at that variance, till they agree. */
function scanWithEstimatedVariance(
  values: Float64Array,
  sampling: Float64Array,
  shortest: number,
): { scan: SplitScan; variance: number } {
  let variance = estimateExtraVariance(values, sampling, [0])
  let scan = scanSplits(values, addVariance(sampling, variance), shortest)
  const seen = new Set<number>()
  while (!seen.has(scan.at)) {
    seen.add(scan.at)
    variance = estimateExtraVariance(values, sampling, [0, scan.at])
    scan = scanSplits(values, addVariance(sampling, variance), shortest)
  }
  return { scan, variance }
}
