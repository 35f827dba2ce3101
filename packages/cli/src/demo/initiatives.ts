import type { Filler, RunOnce } from './filler.ts'

/** The same amount in each month of a year, with what it may fall to and rise to. */
function everyMonth(from: number, to: number, likely: number, low = 0.6, high = 1.3) {
  return Array.from({ length: to - from + 1 }, (_, index) => {
    const month = `2026-${String(from + index).padStart(2, '0')}`
    return { month, low: low * likely, likely, high: high * likely }
  })
}

const treated = { kind: 'treated' as const }

const initiatives = [
  {
    id: 'open-portal',
    name: 'Open the partner portal',
    aim: 'Partners order, change and ask by themselves.',
    sourceOfValue: 'Fewer calls, and partners who stay.',
    leverId: 'lower-cost-to-serve',
    unitId: 'U-CH',
    targetIds: ['t-nps'],
    owner: 'Head of Channel',
    accountable: 'Chief Operating Officer',
    window: { from: '2026-07-06', to: '2026-12-31' },
    milestones: [
      { name: 'Pilot opened to half', due: '2026-07-06', doneOn: '2026-07-06' },
      { name: 'Decide on opening it to all', due: '2026-12-04', doneOn: null },
    ],
    resources: [
      { kind: 'tools', what: 'Portal licence' },
      { kind: 'training', what: 'Two days for the partner desk' },
    ],
    metrics: ['nps', 'cost-to-serve'],
    claims: [
      {
        experimentId: 'portal-pilot',
        valuation: {
          volume: treated,
          unitValue: {
            low: 1,
            likely: 2.5,
            high: 4,
            why: 'Margin of a partner that stays longer per point, estimated by Finance',
          },
        },
      },
      {
        experimentId: 'portal-service-cost',
        valuation: {
          volume: treated,
          unitValue: { low: 1, likely: 1, high: 1, why: 'Cost to serve is money already' },
        },
      },
    ],
    plan: { costs: everyMonth(7, 9, 1500, 0.9, 1.4), benefits: everyMonth(7, 12, 2500) },
    approve: ['nps', 'cost-to-serve'],
    costs: [
      { day: '2026-07-10', amount: 1800, what: 'Portal licence, first half year' },
      { day: '2026-08-14', amount: 1400, what: 'Training of the partner desk' },
    ],
  },
  {
    id: 'validate-orders',
    strategyId: 'strategy-orders',
    name: 'Validate orders before dispatch',
    aim: 'No wrong router leaves the house.',
    sourceOfValue: 'Customers who are served right the first time stay.',
    leverId: 'retain-longer',
    unitId: 'U-BB',
    targetIds: ['t-broadband', 't-mobile'],
    owner: 'Head of Broadband',
    accountable: 'Chief Operating Officer',
    window: { from: '2026-05-04', to: '2026-12-31' },
    milestones: [
      { name: 'Midlands works with it', due: '2026-05-04', doneOn: '2026-05-04' },
      { name: 'All regions work with it', due: '2027-01-15', doneOn: null },
    ],
    resources: [{ kind: 'people', what: 'Four checkers in the warehouse' }],
    metrics: ['nps'],
    claims: [
      {
        experimentId: 'order-validation',
        valuation: {
          volume: treated,
          unitValue: { low: 0.4, likely: 0.8, high: 1.2, why: 'Margin per point, by Finance' },
        },
      },
    ],
    plan: { costs: everyMonth(5, 12, 4000, 0.9, 1.2), benefits: everyMonth(5, 12, 9000) },
    approve: ['nps'],
    costs: [
      { day: '2026-05-29', amount: 4100, what: 'Checkers, May' },
      { day: '2026-06-30', amount: 3900, what: 'Checkers, June' },
    ],
  },
  {
    id: 'referral-rewards',
    name: 'Reward referrals',
    aim: 'Customers bring customers.',
    sourceOfValue: 'New customers without a campaign.',
    leverId: 'lower-cost-to-acquire',
    unitId: null,
    owner: 'Head of Customer Experience',
    accountable: 'Head of Customer Experience',
    window: { from: '2026-04-01', to: '2026-12-31' },
    metrics: ['revenue'],
    claims: [
      {
        experimentId: 'rewards-claim',
        valuation: {
          volume: treated,
          unitValue: { low: 1, likely: 1, high: 1, why: 'Revenue is money already' },
        },
      },
    ],
    plan: { costs: everyMonth(4, 12, 3000), benefits: everyMonth(4, 12, 8000, 0.2, 1.5) },
    approve: ['revenue'],
    costs: [{ day: '2026-04-20', amount: 2800, what: 'Vouchers' }],
  },
] as const

async function fillOne(
  run: RunOnce,
  { approve, costs, ...initiative }: (typeof initiatives)[number],
): Promise<void> {
  const initiativeId = initiative.id
  // Whoever finds it there has filled the rest too, so that no cost is booked twice.
  if ((await run('initiatives.save', { ...initiative, expected: 0 })) === undefined) return
  for (const metric of approve) await run('initiatives.approve-metric', { initiativeId, metric })
  for (const cost of costs) await run('initiatives.book-cost', { initiativeId, ...cost })
}

export const initiativesFiller: Filler = {
  what: 'Writing down initiatives, with what they have earned',
  async fill(run) {
    for (const initiative of initiatives) await fillOne(run, initiative)
  },
}
