import type { Filler, RunOnce } from './filler.ts'

const chair = 'Chief Operating Officer'
const members = [
  chair,
  'Head of Customer Experience',
  'Chief Information Officer',
  'Finance lead',
  'Head of Regions',
  'Care lead',
]
const held = 'fortnightly:1'
const next = 'fortnightly:2'
/** Whoever approves is not who wrote it. */
const approver = 'demo-approver'

const strategyOwner = 'Head of Customer Experience'
const wholeStrategy = {
  id: 'strategy-orders',
  name: 'Consumer broadband: orders that arrive right',
  goal: {
    text: 'Broadband customers recommend us again as they did before the new ordering portal',
    metric: 'nps',
    segment: 'Consumer broadband',
    due: '2027-03-31',
  },
  scope: {
    is: 'A repair of ordering, delivery and repair times for broadband households',
    isNot: 'Not a price campaign, not a loyalty card, not a new product',
  },
  difference: 'Orders are validated before dispatch, and one person owns each repair to its end',
  segments: ['Consumer broadband'],
  value: 'Each household kept for one more year brings 268 euros; 4,000 are at risk this year',
  capabilities: 'Field crews of our own and line data that no reseller has',
  timeframe: 'First benefits by Q1 2027, the whole by the end of 2027',
  expectations: 'Care closes a case only when the customer says that it is solved',
  audiences: {
    customers: 'The right router arrives the first time, or a courier brings it the next day',
    staff: 'You may send a replacement without asking anybody',
  },
  accountability: [
    {
      kind: 'decision',
      what: 'Stop a release of the ordering portal',
      accountable: 'Chief Information Officer',
      right: 'Alone, at any time',
      incentive: 'A third of the bonus follows order accuracy',
    },
    { kind: 'metric', what: 'NPS of broadband', accountable: strategyOwner },
  ],
  enablers: {
    structure: { readiness: 4, what: 'The segment has an owner with a budget' },
    processes: { readiness: 2, what: 'Orders are validated in one region only' },
    technology: { readiness: 3, what: 'The order system knows line and router' },
  },
  owner: strategyOwner,
  expected: 0,
}

/** Five of seven elements: nobody has said yet what it earns and what it asks of whom. */
const partnerStrategy = {
  id: 'strategy-partners',
  name: 'Partners and resellers: a portal of their own',
  goal: {},
  scope: {
    is: 'One portal in which a partner orders, follows and repairs for its own customers',
    isNot: 'Not a higher commission, and not a second sales force',
  },
  difference: 'Today partners call; in the pilot half of them order and follow by themselves',
  segments: ['Partners and resellers'],
  capabilities: 'The state of every order and line, which no wholesaler shows to its partners',
  timeframe: 'First benefits in spring 2027, the whole by the end of 2027',
  audiences: {
    customers: 'A partner sees the order and the repair without a call',
    staff: 'Calls of partners become rare; advisers help them to sell',
  },
  accountability: [
    {
      kind: 'decision',
      what: 'Open the portal to all partners',
      accountable: 'Head of Channel',
      right: 'Alone, once the pilot is measured',
      incentive: 'A fifth of the bonus follows the NPS of partners',
    },
    { kind: 'metric', what: 'NPS of partners', accountable: 'Head of Channel' },
  ],
  enablers: {
    structure: { readiness: 3, what: 'One team looks after all partners' },
    processes: { readiness: 2, what: 'Repairs are still reported by phone' },
    technology: { readiness: 4, what: 'The portal runs for half of the partners' },
  },
  owner: 'Head of Channel',
  expected: 0,
}

/** A strategy that is approved, and one that is at five of seven. */
async function writeStrategies(run: RunOnce): Promise<void> {
  await run('strategies.save', wholeStrategy)
  const approval = { strategyId: wholeStrategy.id, version: 1, role: chair }
  await run('strategies.approve', approval, undefined, approver)
  await run(
    'strategies.acknowledge',
    { strategyId: wholeStrategy.id, audience: 'staff' },
    undefined,
    approver,
  )
  await run('strategies.save', partnerStrategy)
}

/** A review that was held, with a decision and promises. */
async function holdReviews(run: RunOnce): Promise<void> {
  await run('reviews.prepare', { reviewId: held })
  await run('reviews.start', { reviewId: held, present: members.slice(0, 5) })
  const stop = {
    reviewId: held,
    decisionId: 'stop-release',
    title: 'Stop further releases of the ordering portal until orders arrive right?',
    proposedBy: 'Head of Broadband',
    unit: 'Broadband',
    cost: '€40,000 a week',
    expected: 0,
  }
  await run('reviews.propose', stop)
  await run('reviews.decide', {
    decisionId: 'stop-release',
    outcome: 'decided',
    reason: 'Wrong orders explain most of what broadband customers complain of.',
    accountable: 'Chief Information Officer',
  })
  await run('reviews.minute', {
    reviewId: held,
    text: 'Repair crews are asked for first; gifts wait until their effect is measured.',
  })
  const promises = [
    ['validate', 'Validate orders before dispatch', 'Head of Broadband', 'Broadband', '2026-12-04'],
    ['call-back', 'Call back every 0 to 6 within a day', 'Care lead', 'Broadband', '2026-11-20'],
    ['bill', 'Clear bill, second version', 'Finance lead', 'Mobile', '2026-11-27'],
  ] as const
  for (const [actionId, what, owner, unit, due] of promises) {
    await run('reviews.promise', { reviewId: held, actionId, what, owner, unit, due, expected: 0 })
  }
  await run('reviews.close', { reviewId: held })
}

/** The next review: two proposals and the pack. */
async function prepareNext(run: RunOnce): Promise<void> {
  await run('reviews.propose', {
    reviewId: next,
    decisionId: 'gifts',
    title: 'Move €120,000 from gifts to repair crews?',
    proposedBy: 'Head of Customer Experience',
    unit: 'Broadband',
    note: 'the gift programme has a control group since October',
    expected: 0,
  })
  await run('reviews.propose', {
    reviewId: next,
    decisionId: 'adviser',
    title: 'Name an adviser for every small business?',
    proposedBy: 'Head of Small Business',
    cost: '€310,000 a year',
    expected: 0,
  })
  await run('reviews.prepare', { reviewId: next })
}

const claims = [
  {
    id: 'claim-referrals',
    text: 'Referrals rose 83 % relative against the year before, grade D.',
    source: 'An article of a software vendor',
    origin: 'vendor',
    status: 'hypothesis',
    change: 'relative',
    baseline: 'not said by the source',
    from: '2020-01-01',
    to: '2020-12-31',
    grade: 'D',
  },
  {
    id: 'claim-portal',
    text: 'Partners recommend us more since the portal opened.',
    source: 'Fortnightly review no. 1',
    origin: 'own',
    status: 'hypothesis',
    change: 'points',
    baseline: 'NPS of partners in the quarter before',
    metric: 'nps',
    from: '2026-07-01',
    to: '2026-09-30',
    grade: 'D',
  },
]

export const reviewsFiller: Filler = {
  what: 'Holding a review, writing strategies down and preparing the next review',
  async fill(run) {
    const series = await run('reviews.save-series', {
      id: 'fortnightly',
      name: 'Fortnightly review',
      chair,
      members,
      quorum: 4,
      first: '2026-11-19',
      expected: 0,
    })
    // A filling that was broken off in between is left as it was: a held review is not held again.
    if (series === undefined) return
    await holdReviews(run)
    await prepareNext(run)
    await writeStrategies(run)
    for (const claim of claims) await run('claims.save', { ...claim, expected: 0 })
  },
}
