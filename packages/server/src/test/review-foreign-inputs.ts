const claim = {
  text: 'Referrals grew',
  source: 'A vendor',
  origin: 'vendor',
  status: 'hypothesis',
  change: 'relative',
  baseline: 'not said',
  from: '2025-01-01',
  to: '2025-12-31',
  grade: 'D',
}

const series = { name: 'Fortnightly review', chair: 'COO', members: ['COO'], quorum: 1 }

const strategy = {
  name: 'Theirs',
  goal: {},
  scope: {},
  audiences: {},
  enablers: { structure: {}, processes: {}, technology: {} },
}

/** Inputs that name another workspace's strategies, statements, reviews, decisions and claims. */
export const reviewForeignInputs: Record<string, () => Record<string, unknown>> = {
  'claims.save': () => ({ ...claim, id: 'theirs' }),
  'strategies.one': () => ({ strategyId: 'theirs' }),
  'strategies.history': () => ({ strategyId: 'theirs' }),
  'strategies.save': () => ({ ...strategy, id: 'theirs' }),
  'strategies.approve': () => ({ strategyId: 'theirs', version: 1, role: 'COO' }),
  'strategies.acknowledge': () => ({ strategyId: 'theirs' }),
  'situation.save': () => ({
    id: 'theirs',
    statement: { kind: 'swot', side: 'strength', text: 'Crews of our own', owner: 'COO' },
  }),
  'situation.remove': () => ({ id: 'theirs' }),
  'situation.history': () => ({ id: 'theirs' }),
  'situation.review': () => ({ id: 'theirs', version: 1, role: 'COO' }),
  'reviews.save-series': () => ({ ...series, id: 'theirs', benchmarkId: 'theirs' }),
  'reviews.one': () => ({ reviewId: 'theirs' }),
  'reviews.prepare': () => ({ reviewId: 'theirs' }),
  'reviews.start': () => ({ reviewId: 'theirs', present: [] }),
  'reviews.export': () => ({ reviewId: 'theirs', form: 'pdf' }),
  'reviews.minute': () => ({ reviewId: 'theirs', text: 'Noted' }),
  'reviews.close': () => ({ reviewId: 'theirs' }),
  'reviews.propose': () => ({ reviewId: 'theirs', decisionId: 'theirs', title: 'Stop it?' }),
  'reviews.decide': () => ({ decisionId: 'theirs', outcome: 'rejected', reason: 'No' }),
  'reviews.decision-history': () => ({ decisionId: 'theirs' }),
  'reviews.promise': () => ({
    reviewId: 'theirs',
    actionId: 'theirs',
    decisionId: null,
    initiativeId: null,
    what: 'Call',
    owner: 'Care lead',
    due: '2026-11-26',
  }),
  'reviews.finish': () => ({ actionId: 'theirs', doneOn: null }),
}
