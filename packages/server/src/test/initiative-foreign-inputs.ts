const initiative = {
  name: 'Theirs',
  leverId: 'retain-longer',
  owner: 'Head of Service',
  accountable: 'Chief Operating Officer',
  window: { from: '2026-01-01', to: '2026-12-31' },
  metrics: ['nps'],
  plan: { costs: [], benefits: [] },
}
const theirs = { initiativeId: 'theirs' }

/** Inputs about initiatives that name one which this workspace does not have. */
export const initiativeForeignInputs: Record<string, () => Record<string, unknown>> = {
  'initiatives.one': () => theirs,
  'initiatives.save': () => ({
    ...initiative,
    id: 'theirs',
    unitId: null,
    strategyId: null,
    objectiveId: null,
  }),
  'initiatives.approve-metric': () => ({ ...theirs, metric: 'nps' }),
  'initiatives.book-cost': () => ({ ...theirs, day: '2026-02-01', amount: 1, what: 'x' }),
  'allocation.read': () => ({ allocationId: 'theirs' }),
  'allocation.save': () => ({
    id: 'theirs',
    name: 'Theirs',
    from: '2026-01-01',
    to: '2026-12-31',
    owner: 'Finance lead',
    amounts: [{ band: 'creators', amount: 1 }],
  }),
  'initiatives.correct': () => ({ ...theirs, choice: 'stop', reason: 'x' }),
}
