import type { Measured } from '@fealty/core'
import { metricCatalogue } from '@fealty/measure'
import { reviewPackSchema, type ReviewPack } from '../review-pack/contract.ts'
import { showUnit } from '../review-pack/show-unit.ts'

const estimate = (value: number, half: number, n: number): Measured => ({
  kind: 'estimate',
  value,
  low: value - half,
  high: value + half,
  level: 0.95,
  n,
  method: 'test',
})

const metric = metricCatalogue.nps.info
const format = { unit: metric.unit, decimals: 1 } as const

function unit(name: string, now: Measured, before: Measured, verdict: 'real' | 'noise') {
  const difference =
    now.kind === 'estimate' && before.kind === 'estimate' ? now.value - before.value : 0
  const change =
    now.kind === 'estimate'
      ? { verdict, difference, low: difference - 4, high: difference + 4 }
      : { verdict: 'too few' as const }
  const measured = {
    unit: { id: name, name, owner: `Head of ${name}` },
    now,
    before,
    lastYear: before,
    change,
    against: { verdict: 'noise' as const },
  }
  const target = { value: 35, due: '2027-03-31', likely: verdict === 'real' ? 0.04 : 0.61 }
  const benchmark = {
    ...change,
    ...(now.kind === 'estimate' ? { difference: now.value - 30 } : {}),
  }
  const facts = { target, benchmark, actionsDue: 3, actionsLate: 2, effect: '=1+1' }
  return showUnit(measured, facts, metric, format)
}

/** A pack as a review has it, with what tries to break a file in it. */
export const samplePack: ReviewPack = reviewPackSchema.parse({
  reviewId: 's:2',
  version: 3,
  snapshotId: 'abcdef0123456789',
  madeAt: '2026-11-22T18:00:00.000Z',
  asOf: '2026-11-22',
  date: '2026-11-26',
  number: 23,
  workspace: { name: 'Test company', currency: 'EUR' },
  seriesName: 'Fortnightly review',
  headline: 'Review of 26 November: one unit is in trouble, two decisions are due.',
  subline: 'Fortnightly review no. 23 · quorum 6 of 8',
  metric,
  periods: { now: 'Q3 FY26', before: 'Q2 FY26', lastYear: 'Q3 FY25' },
  domain: [0, 60],
  targetHead: 'Target 31 March',
  units: [
    unit('Broadband', estimate(18.2, 4.1, 612), estimate(28, 4, 590), 'real'),
    unit('Mobile', estimate(36.4, 3.7, 801), estimate(35.1, 4, 770), 'noise'),
    unit(
      'Valley',
      { kind: 'insufficient', n: 5, minimum: 30, why: 'few' },
      estimate(20, 9, 40),
      'noise',
    ),
  ],
  unitsNote: 'corrected for 3 comparisons',
  benchmark: { name: 'Trade panel', value: 30, text: '30', note: 'n 2,000, 15 May 2026, a panel' },
  benchmarks: [
    {
      title: 'Trade panel: 30',
      note: 'n 2,000, 15 May 2026, a panel',
      right: { text: '▼ 4.1 real', tone: 'worse' },
    },
  ],
  benchmarksNote: '26 (24 to 28) in Q3 FY26',
  moved: [],
  movedNote: '1 of 14',
  decisions: [
    {
      id: 'd1',
      title: 'Stop release 26.9?',
      note: 'costs €40,000',
      unit: 'Broadband',
      proposedBy: 'x',
      rule: '',
    },
    {
      id: '',
      title: '=HYPERLINK("http://example.org")',
      note: '+1',
      unit: '',
      proposedBy: '',
      rule: 'x',
    },
  ],
  promised: [
    {
      title: 'Call back every 0 to 6 within a day',
      note: 'Care lead',
      right: { text: '14 November · 8 days late', tone: 'worse' },
    },
  ],
  promisedNote: '0 of 1 done',
  cases: [],
  casesNote: '',
  voices: [
    { text: '@SUM(A1) Second time you sent the wrong router.', note: '0 of 10', caseId: '' },
  ],
  voicesNote: 'order accuracy',
  initiatives: [
    {
      name: 'Order validation',
      unit: 'Broadband',
      grade: 'B',
      flows: [-100, 60, 80],
      npv: -100 / 1.1 + 60 / 1.21 + 80 / 1.331,
    },
  ],
  discountRate: 0.1,
  cadence: {
    days: 14,
    sinceHeld: 14,
    held: 22,
    heldInTime: 21,
    missed: 1,
    text: 'last held 14 days ago',
    tone: 'worse',
  },
  missing: [],
})
