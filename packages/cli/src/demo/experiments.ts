import type { Filler } from './filler.ts'

const third = { from: '2026-07-06', to: '2026-09-30' }

/** What the company tried: the portal pilot, order validation in one region, calls back, a claim. */
const experiments = [
  {
    id: 'portal-pilot',
    name: 'Partner portal',
    hypothesis: 'Partners who can help themselves recommend us more, and call less.',
    design: 'randomised',
    population: ['segment=Partners and resellers'],
    assignedBy: 'attribute',
    attribute: 'portal_pilot',
    arms: [
      { name: 'control', share: 0.5, values: ['control'] },
      { name: 'opened', share: 0.5, values: ['opened'] },
    ],
    metric: 'nps',
    metricWhere: ['survey=relationship'],
    assignment: { from: '2026-07-06', to: '2026-07-06' },
    measured: third,
    before: { from: '2026-04-01', to: '2026-07-05' },
    smallest: 8,
  },
  {
    id: 'portal-service-cost',
    name: 'Cost to serve a partner with the portal',
    hypothesis: 'Self-service takes over a part of the calls.',
    design: 'randomised',
    population: ['segment=Partners and resellers'],
    assignedBy: 'attribute',
    attribute: 'portal_pilot',
    arms: [
      { name: 'control', share: 0.5, values: ['control'] },
      { name: 'opened', share: 0.5, values: ['opened'] },
    ],
    metric: 'cost-to-serve',
    assignment: { from: '2026-07-06', to: '2026-07-06' },
    measured: third,
    before: { from: '2026-04-01', to: '2026-06-30' },
    smallest: 10,
  },
  {
    id: 'order-validation',
    name: 'Order validation in Midlands',
    hypothesis: 'Orders that are checked before dispatch arrive right, and that is felt.',
    design: 'difference',
    population: ['segment=Consumer broadband', 'segment=Mobile only', 'segment=Small business'],
    assignedBy: 'attribute',
    attribute: 'region',
    arms: [
      { name: 'other regions', share: 0.83, values: [] },
      { name: 'Midlands', share: 0.17, values: ['Midlands'] },
    ],
    metric: 'nps',
    metricWhere: ['survey=relationship'],
    assignment: { from: '2026-05-04', to: '2026-05-04' },
    measured: { from: '2026-05-04', to: '2026-09-30' },
    before: { from: '2025-09-01', to: '2026-02-28' },
    smallest: 4,
  },
  {
    id: 'call-back',
    name: 'Calls back to broadband detractors',
    hypothesis: 'Who is called back within two days forgives.',
    design: 'before-after',
    population: ['segment=Consumer broadband'],
    metric: 'csat',
    metricWhere: ['survey=after-service'],
    assignment: { from: '2026-06-01', to: '2026-06-01' },
    measured: { from: '2026-06-01', to: '2026-09-30' },
    before: { from: '2026-02-01', to: '2026-05-31' },
    smallest: 0.02,
  },
  {
    id: 'rewards-claim',
    name: 'Referral rewards',
    design: 'asserted',
    metric: 'revenue',
    assignment: { from: '2026-04-01', to: '2026-04-01' },
    measured: { from: '2026-04-01', to: '2026-09-30' },
    statement: 'The vendor of the reward programme says that it raises referrals by 83 %.',
  },
] as const

export const experimentsFiller: Filler = {
  what: 'Writing down what was tried',
  async fill(run) {
    for (const experiment of experiments)
      await run('experiments.save', { ...experiment, expected: 0 })
  },
}
