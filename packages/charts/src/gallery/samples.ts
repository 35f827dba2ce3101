import { periodsBetween, type Day, type Measured, type Period } from '@fealty/core'
import type { BandRow } from '../band-bars.ts'
import type { IntervalRow } from '../interval-strip.ts'
import type { CustomerEvent } from '../timeline/customer-event.ts'
import type { MapArrow, MapNode } from '../strategy-map/place-boxes.ts'
import type { TrendPoint } from '../trend/trend-data.ts'
import type { ValueBar } from '../value-bars.ts'
import type { WhalePoint } from '../whale-curve.ts'

/** An estimate with a symmetric interval. */
export function estimate(value: number, halfWidth: number, n: number): Measured {
  const interval = { low: value - halfWidth, high: value + halfWidth }
  return { kind: 'estimate', value, ...interval, level: 0.95, n, method: 'sample' }
}

/** A full count. */
export function fullCount(value: number, n: number): Measured {
  const interval = { value, low: value, high: value }
  return { kind: 'estimate', ...interval, level: 0.95, n, method: 'full count', complete: true }
}

/** Too few answers. */
export function tooFew(n: number, minimum = 30): Measured {
  return { kind: 'insufficient', n, minimum, why: `${n} answers, ${minimum} are needed.` }
}

/** Months from one day to another. */
export function monthsOf(from: Day, to: Day): Period[] {
  return periodsBetween(from, to, 'month', { fiscalYearStartMonth: 1 })
}

const npsValues = [
  30, 31.5, 29.8, 32, 33, 32.2, 34, 33.4, 35, 34.6, 36.1, 35.2, 36.8, 36.2, 35.9, 36.5, 36, 34.8,
  33.2, 31.8, 31, 30.6, 31.4, 31.1,
]

/** Two years of a score that falls in the end. */
export function npsTrend(): TrendPoint[] {
  return monthsOf('2024-10-01', '2026-09-30').map((period, index) => ({
    period,
    measured: estimate(npsValues[index]!, 3 + ((index * 7) % 5) * 0.35, 800 + index * 13),
  }))
}

/** Eight quarters of a score across zero, one of them with too few answers. */
export function quarterTrend(): TrendPoint[] {
  const values = [-14, -11, -6, undefined, -2, 3, 4.5, 9]
  const calendar = { fiscalYearStartMonth: 4 }
  return periodsBetween('2024-10-01', '2026-09-30', 'quarter', calendar).map((period, index) => {
    const value = values[index]
    return {
      period,
      measured: value === undefined ? tooFew(12) : estimate(value, 7 - index / 2, 120),
    }
  })
}

/** The rows of a segment table. */
export const segmentRows: readonly (IntervalRow & { name: string })[] = [
  row('Enterprise', estimate(44, 9, 412), 47, 'noise'),
  row('Small business', estimate(38, 5, 904), 39.5, 'noise'),
  row('Consumer broadband', estimate(18, 4.5, 1260), 27.8, 'real'),
  row('Mobile only', estimate(36, 4.5, 877), 34, 'noise'),
  row('Partners and resellers', estimate(51, 6.5, 665), 38, 'real'),
  { name: 'Valley', now: tooFew(5), target: 35, verdict: 'too few', better: 'higher' },
]

function row(
  name: string,
  now: Measured,
  before: number,
  verdict: 'real' | 'noise',
): IntervalRow & { name: string } {
  return { name, now, before: estimate(before, 5, 500), target: 35, verdict, better: 'higher' }
}

/** Shares of detractors, passives and promoters by quarter. */
export const promoterRows: readonly BandRow[] = [
  { name: 'Q3 FY25', parts: [472, 760, 1390], n: 2622 },
  { name: 'Q4 FY25', parts: [451, 796, 1406], n: 2653 },
  { name: 'Q1 FY26', parts: [460, 785, 1462], n: 2707 },
  { name: 'Q2 FY26', parts: [490, 762, 1470], n: 2722 },
  { name: 'Q3 FY26', parts: [632, 631, 1483], n: 2746 },
  { name: 'Q4 FY26', parts: [3, 4, 6], n: 13, minimum: 30 },
]

/** A whale curve that rises to 105 % and falls back to 100 %. */
export function whaleSample(): WhalePoint[] {
  return Array.from({ length: 51 }, (_, index) => {
    const customersShare = index / 50
    const rising = (1.05 * (1 - Math.exp(-5 * customersShare))) / (1 - Math.exp(-5 * 0.85))
    const falling = 1.05 - (0.05 * (customersShare - 0.85)) / 0.15
    return { customersShare, profitShare: customersShare <= 0.85 ? rising : falling }
  })
}

/** Profit by value band, the last of them a loss. */
export const profitBands: readonly ValueBar[] = [
  { name: 'Top 5 %', note: '1,156 customers', value: estimate(3_240_000, 210_000, 1156) },
  { name: 'Next 15 %', note: '3,468 customers', value: fullCount(2_480_000, 3468) },
  { name: 'Middle 60 %', note: '13,870 customers', value: estimate(1_910_000, 160_000, 13_870) },
  { name: 'Next 5 %', note: '1,156 customers', value: estimate(20_000, 55_000, 1156) },
  { name: 'Last 15 %', note: '3,468 customers', value: estimate(-410_000, 60_000, 3468) },
  { name: 'New', note: '18 customers', value: tooFew(18) },
]

/** One customer's four years. */
export const customerEvents: readonly CustomerEvent[] = [
  ...orderDays().map((day, index) => ({
    lane: 'Orders',
    day,
    name: `Order of €${40 + index * 7}`,
  })),
  { lane: 'Contacts', day: '2023-05-04', name: 'Call: where is my order' },
  { lane: 'Contacts', day: '2025-08-14', name: 'Call: wrong router' },
  { lane: 'Contacts', day: '2025-08-20', name: 'Mail: wrong router again' },
  { lane: 'Contacts', day: '2025-09-02', name: 'Call: return label' },
  { lane: 'Answers', day: '2023-06-01', name: 'Relationship survey', score: '9', band: 'promoter' },
  {
    lane: 'Answers',
    day: '2024-06-03',
    name: 'Relationship survey',
    score: '10',
    band: 'promoter',
  },
  { lane: 'Answers', day: '2025-02-11', name: 'After delivery', score: '8', band: 'passive' },
  { lane: 'Answers', day: '2025-09-05', name: 'After contact', score: '0', band: 'detractor' },
  { lane: 'Subscriptions', day: '2022-11-10', until: '2024-05-01', name: 'Broadband 100' },
  { lane: 'Subscriptions', day: '2024-05-01', until: null, name: 'Broadband 250' },
]

function orderDays(): Day[] {
  return [
    ...[
      '2022-11-10',
      '2023-02-03',
      '2023-04-28',
      '2023-11-20',
      '2023-11-24',
      '2023-12-02',
      '2024-05-01',
    ],
    ...[
      '2024-08-19',
      '2024-12-08',
      '2024-12-12',
      '2025-03-30',
      '2025-08-08',
      '2025-08-18',
      '2025-08-22',
    ],
  ]
}

const objective = (id: string, row: number, title: string, note: string): MapNode => ({
  id,
  row,
  title,
  note,
})

/** A small strategy. */
export const strategyNodes: readonly MapNode[] = [
  objective('revenue', 0, 'Grow with the base', 'Net revenue retention 95 %'),
  objective('cost', 0, 'Serve at lower cost', '€17.60 a contact'),
  objective('loyal', 1, 'Be recommended', 'NPS +31'),
  objective('stay', 1, 'Keep customers', ''),
  objective('orders', 2, 'Deliver what was ordered, the first time', 'Order accuracy 67 %'),
  objective('digital', 3, 'Serve digitally', '42 % of contacts'),
]

const link = (
  from: string,
  to: string,
  verdict: MapArrow['verdict'],
  grade: MapArrow['grade'],
): MapArrow => ({ from, to, verdict, grade, words: `${from} to ${to}: ${verdict}` })

export const strategyArrows: readonly MapArrow[] = [
  link('orders', 'loyal', 'supported', 'B'),
  link('loyal', 'stay', 'open', 'C'),
  link('stay', 'revenue', 'supported', 'C'),
  link('digital', 'cost', 'refuted', 'C'),
  link('digital', 'orders', 'untested', null),
]
