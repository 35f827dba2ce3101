import { insufficient, type Measured } from '@fealty/core'
import type { Row } from '@fealty/engine'
import {
  compareEstimates,
  compareMeans,
  compareNps,
  compareProportions,
  compareRatios,
  meanInterval,
  meanStatisticsFromSums,
  npsInterval,
  poolMeanStatistics,
  ratioInterval,
  wilsonInterval,
  type Comparison,
  type Insufficient,
  type Interval,
  type MeanStatistics,
  type NpsCounts,
  type RatioStatistics,
} from '@fealty/stats'

/**
 * How the rows of an engine become numbers. The engine gives additive sufficient statistics, a
 * family reads them, estimates with an interval, and compares two of them.
 */
export interface StatisticFamily<S> {
  /** Columns the SQL must give, in any order. */
  columns: readonly string[]
  read: (row: Row) => S
  /** How many were counted. */
  count: (statistics: S) => number
  estimate: (statistics: S, level: number) => Measured
  compare: (now: S, before: S, level: number) => Comparison | Insufficient
  /** Statistics of two groups together, for “differs from the others”. */
  add: (one: S, other: S) => S
}

/** A cell as a double; null (a sum over no rows) is 0. */
export function numberOf(row: Row, column: string): number {
  return Number(row[column] ?? 0)
}

function toMeasured(interval: Interval, extra: Partial<Measured> = {}): Measured {
  return { ...interval, ...extra } as Measured
}

export const npsFamily: StatisticFamily<NpsCounts> = {
  columns: ['detractors', 'passives', 'promoters'],
  read: (row) => ({
    detractors: numberOf(row, 'detractors'),
    passives: numberOf(row, 'passives'),
    promoters: numberOf(row, 'promoters'),
  }),
  count: (s) => s.detractors + s.passives + s.promoters,
  estimate: (s, level) => {
    const n = s.detractors + s.passives + s.promoters
    return toMeasured(npsInterval({ ...s, level }), {
      bands: {
        detractor: s.detractors / n,
        passive: s.passives / n,
        promoter: s.promoters / n,
      },
    })
  },
  compare: (now, before, level) => compareNps(now, before, { level }),
  add: (one, other) => ({
    detractors: one.detractors + other.detractors,
    passives: one.passives + other.passives,
    promoters: one.promoters + other.promoters,
  }),
}

/** Counts by band, of which one band is the good one. */
export interface BandCounts {
  low: number
  middle: number
  high: number
}

/** A share of the top band (satisfied, easy) with the shares of all three. */
export function topBandFamily(names: {
  low: string
  middle: string
  high: string
}): StatisticFamily<BandCounts> {
  const n = (s: BandCounts): number => s.low + s.middle + s.high
  const asProportion = (s: BandCounts): { successes: number; n: number } => ({
    successes: s.high,
    n: n(s),
  })
  return {
    columns: ['low', 'middle', 'high'],
    read: (row) => ({
      low: numberOf(row, 'low'),
      middle: numberOf(row, 'middle'),
      high: numberOf(row, 'high'),
    }),
    count: n,
    estimate: (s, level) =>
      toMeasured(wilsonInterval({ ...asProportion(s), level }), {
        bands: {
          [names.low]: s.low / n(s),
          [names.middle]: s.middle / n(s),
          [names.high]: s.high / n(s),
        },
      }),
    compare: (now, before, level) =>
      compareProportions(asProportion(now), asProportion(before), { level }),
    add: (one, other) => ({
      low: one.low + other.low,
      middle: one.middle + other.middle,
      high: one.high + other.high,
    }),
  }
}

export interface Proportion {
  successes: number
  n: number
}

export const proportionFamily: StatisticFamily<Proportion> = {
  columns: ['successes', 'n'],
  read: (row) => ({ successes: numberOf(row, 'successes'), n: numberOf(row, 'n') }),
  count: (s) => s.n,
  estimate: (s, level) => toMeasured(wilsonInterval({ ...s, level })),
  compare: (now, before, level) => compareProportions(now, before, { level }),
  add: (one, other) => ({
    successes: one.successes + other.successes,
    n: one.n + other.n,
  }),
}

/** n, Σy and Σy² of a value per answer or per customer; sums are exact decimals in the engine. */
export const meanFamily: StatisticFamily<MeanStatistics> = {
  columns: ['n', 'total', 'squares'],
  read: (row) =>
    meanStatisticsFromSums(numberOf(row, 'n'), numberOf(row, 'total'), numberOf(row, 'squares')),
  count: (s) => s.n,
  estimate: (s, level) => toMeasured(meanInterval({ ...s, level })),
  compare: (now, before, level) => compareMeans(now, before, { level }),
  add: (one, other) => poolMeanStatistics([one, other]),
}

/** A ratio of sums over customers, e.g. revenue now to revenue then; `offset` is added to it. */
export function ratioFamily(offset = 0): StatisticFamily<RatioStatistics> {
  return {
    columns: ['n', 'y', 'x', 'yy', 'xx', 'xy'],
    read: (row) => ({
      n: numberOf(row, 'n'),
      sumY: numberOf(row, 'y'),
      sumX: numberOf(row, 'x'),
      sumYY: numberOf(row, 'yy'),
      sumXX: numberOf(row, 'xx'),
      sumXY: numberOf(row, 'xy'),
    }),
    count: (s) => s.n,
    estimate: (s, level) => {
      const interval = ratioInterval({ ...s, level })
      if (interval.kind === 'insufficient' || offset === 0) return toMeasured(interval)
      return toMeasured({
        ...interval,
        value: interval.value + offset,
        low: interval.low + offset,
        high: interval.high + offset,
      })
    },
    compare: (now, before, level) => compareRatios(now, before, { level }),
    add: (one, other) => ({
      n: one.n + other.n,
      sumY: one.sumY + other.sumY,
      sumX: one.sumX + other.sumX,
      sumYY: one.sumYY + other.sumYY,
      sumXX: one.sumXX + other.sumXX,
      sumXY: one.sumXY + other.sumXY,
    }),
  }
}

/** A full count or a sum over all customers. */
export interface Total {
  n: number
  /** Exact decimal text. */
  exact: string
  total: number
  /** Σ over customers of their squared contribution. */
  squares: number
}

/**
 * Totals are counted, not sampled, so their interval is themselves. Their standard error (compound
 * Poisson, √Σy²) serves to tell whether a change between periods is more than the coming and going
 * of single customers.
 */
export const totalFamily: StatisticFamily<Total> = {
  columns: ['n', 'total', 'squares'],
  read: (row) => ({
    n: numberOf(row, 'n'),
    exact: String(row.total ?? '0'),
    total: numberOf(row, 'total'),
    squares: numberOf(row, 'squares'),
  }),
  count: (s) => s.n,
  estimate: (s, level) =>
    s.n === 0
      ? insufficient(0, 1, 'Nobody is counted here.')
      : {
          kind: 'estimate',
          value: s.total,
          low: s.total,
          high: s.total,
          se: Math.sqrt(s.squares),
          level,
          n: s.n,
          method: 'full count',
          complete: true,
          exact: s.exact,
        },
  compare: (now, before, level) =>
    compareEstimates(
      { value: now.total, se: Math.sqrt(now.squares) },
      { value: before.total, se: Math.sqrt(before.squares) },
      { level },
    ),
  add: (one, other) => ({
    n: one.n + other.n,
    exact: String(one.total + other.total),
    total: one.total + other.total,
    squares: one.squares + other.squares,
  }),
}
