import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importAnswers } from '../test/answered-company.ts'
import {
  addTestPerson,
  addTestWorkspace,
  ask,
  bodyOf,
  codeOf,
  openTestServer,
  send,
  type TestServer,
  type TestWorkspace,
} from '../test/test-server.ts'

/** Rules of steering that the server itself refuses to break, whatever the page shows. */
let server: TestServer
let ours: TestWorkspace
let otherOwner: string

const strategy = {
  name: 'Broadband stays',
  goal: {
    text: 'Broadband customers recommend us again',
    metric: 'nps',
    segment: 'Broadband',
    due: '2027-03-31',
  },
  scope: {
    is: 'A repair of ordering and of repair times for broadband',
    isNot: 'Not a price campaign and not a new loyalty card',
  },
  difference: 'Orders are validated before dispatch, one person owns each repair',
  segments: ['Broadband'],
  value: 'Each point of yearly churn avoided keeps 240,000 euros of margin',
  capabilities: 'Field crews of our own and line data that no reseller has',
  timeframe: 'First benefits by Q1 2027',
  expectations: 'Care closes a case only when the customer says so',
  audiences: { customers: 'The right router arrives', staff: 'You may send a replacement' },
  accountability: [{ kind: 'decision', what: 'Stop a release', accountable: 'Head of Broadband' }],
  enablers: {
    structure: { readiness: 4 },
    processes: { readiness: 1 },
    technology: { readiness: 5 },
  },
}

const sendTo = (operation: string, body: object, cookie = ours.people.owner.cookie) =>
  send(server, `/api/${operation.replace('.', '/')}`, body, cookie)
const post = <T = Record<string, unknown>>(operation: string, body: object, cookie?: string) =>
  bodyOf<T>(sendTo(operation, body, cookie))
const refusal = async (operation: string, body: object, cookie?: string) =>
  codeOf(await sendTo(operation, body, cookie))

beforeAll(async () => {
  server = await openTestServer()
  ours = await addTestWorkspace(server)
  otherOwner = (await addTestPerson(server.services, ours.id, 'owner')).cookie
  await importAnswers(server, ours.people.owner.cookie)
})
afterAll(() => server.close())

interface Saved {
  strategy: { id: string }
  version: number
  readiness: { value: number; lowest: string }
  approval: object | null
}

describe('strategies', () => {
  test('R060: cannot be approved below seven of seven, by any number of tries', async () => {
    const draft = await post<Saved>('strategies.save', {
      ...strategy,
      name: 'Six',
      capabilities: '',
    })
    const input = { strategyId: draft.strategy.id, version: 1, role: 'COO' }
    expect(await refusal('strategies.approve', input, otherOwner)).toBe('strategy.incomplete')
    expect(await refusal('strategies.approve', input, otherOwner)).toBe('strategy.incomplete')
  })

  test('R060: is approved by another than its author, and an edit voids that', async () => {
    const saved = await post<Saved>('strategies.save', { ...strategy, name: 'Whole' })
    const { id } = saved.strategy
    const input = { strategyId: id, version: 1, role: 'COO' }
    expect(await refusal('strategies.approve', input)).toBe('strategy.own-approval')
    expect(await refusal('strategies.approve', input, ours.people.analyst.cookie)).toBe(
      'access.denied',
    )
    const approved = await post<Saved>('strategies.approve', input, otherOwner)
    expect(approved.approval).toMatchObject({ role: 'COO', version: 1 })
    const change = { ...strategy, name: 'Whole', id, expected: 1, timeframe: 'By Q2 2027' }
    expect(await refusal('strategies.save', change)).toBe('strategy.reason')
    const edited = await post<Saved>('strategies.save', { ...change, reason: 'Crews come later' })
    expect(edited.approval).toBeNull()
    expect(await refusal('strategies.approve', input, otherOwner)).toBe('record.changed')
    const history = await ask(server, `/api/strategies/history?strategyId=${id}`, otherOwner)
    const { versions } = (await history.json()) as { versions: { strategy: typeof strategy }[] }
    expect(versions.map((one) => one.strategy.timeframe)).toEqual([
      strategy.timeframe,
      'By Q2 2027',
    ])
  })

  test('R061: “customer focused” without metric, segment and date is refused', async () => {
    const goal = { text: 'Our goal is to be customer focused' }
    expect(await refusal('strategies.save', { ...strategy, name: 'Vague', goal })).toBe(
      'strategy.vague',
    )
  })

  test('R063: one accountable role per decision', async () => {
    const [entry] = strategy.accountability
    const twice = [entry, { ...entry, accountable: 'CIO' }]
    const joined = [{ ...entry, accountable: 'CIO and COO' }]
    for (const accountability of [twice, joined]) {
      const body = { ...strategy, name: 'Shared', accountability }
      expect(await refusal('strategies.save', body)).toBe('strategy.accountable')
    }
  })

  test('R059: two segments with the very same terms are refused', async () => {
    const terms = { pricing: 'List price', promotions: 'None', services: 'Portal' }
    const alike = {
      ...strategy,
      name: 'One size for all',
      segments: ['Broadband', 'Mobile'],
      terms: [
        { segment: 'Broadband', ...terms },
        { segment: 'Mobile', ...terms },
      ],
    }
    expect(await refusal('strategies.save', alike)).toBe('strategy.one-size')
  })

  test('R064: readiness is that of the weakest enabler', async () => {
    const { readiness } = await post<Saved>('strategies.save', { ...strategy, name: 'Weak' })
    expect(readiness).toEqual({ value: 1, lowest: 'processes' })
  })

  test('R083: a strategy that multiplies its NPS is not approved', async () => {
    const difference = 'We do what improved the NPS eightfold at another company'
    const { strategy: saved } = await post<Saved>('strategies.save', {
      ...strategy,
      name: 'Eight',
      difference,
    })
    const input = { strategyId: saved.id, version: 1, role: 'COO' }
    expect(await refusal('strategies.approve', input, otherOwner)).toBe('claim.unclear')
  })
})

test('R107: a vendor’s claim stays a hypothesis until own data have tested it', async () => {
  const claim = {
    text: 'Referrals grew',
    source: 'A vendor’s article',
    origin: 'vendor',
    status: 'held',
    change: 'relative',
    baseline: 'not said',
    from: '2025-01-01',
    to: '2025-12-31',
    grade: 'C',
  }
  expect(await refusal('claims.save', claim)).toBe('claim.untested')
  await post('claims.save', { ...claim, status: 'hypothesis', grade: 'D' })
})

describe('reviews', () => {
  const members = ['COO', 'CIO', 'Head of Broadband']
  const series = {
    name: 'Fortnightly review',
    chair: 'COO',
    members,
    quorum: 2,
    first: '2026-11-12',
  }
  let reviewId: string

  beforeAll(async () => {
    const { id } = await post<{ id: string }>('reviews.save-series', series)
    reviewId = `${id}:1`
  })

  test('R080: the quorum cannot be larger than the members', async () => {
    const body = { ...series, name: 'Other', quorum: 4 }
    expect(await refusal('reviews.save-series', body)).toBe('review.series')
  })

  test('R080: without pack, quorum or chair nothing is held; then the next is planned', async () => {
    const start = (present: string[]) => ({ reviewId, present })
    expect(await refusal('reviews.start', start(members))).toBe('review.no-pack')
    await post('reviews.prepare', { reviewId })
    expect(await refusal('reviews.close', { reviewId })).toBe('review.state')
    await post('reviews.start', start(['COO', 'A guest', 'Another guest']))
    expect(await refusal('reviews.close', { reviewId })).toBe('review.quorum')
    await post('reviews.start', start(['CIO', 'Head of Broadband']))
    expect(await refusal('reviews.close', { reviewId })).toBe('review.chair')
    await post('reviews.start', start(['COO', 'CIO']))
    expect(await refusal('reviews.minute', { reviewId, text: 'Retention rose 15 %.' })).toBe(
      'claim.unclear',
    )
    await post('reviews.minute', { reviewId, text: 'Release 26.9 waits for the order check.' })
    await post('reviews.close', { reviewId })
    expect(await refusal('reviews.close', { reviewId })).toBe('review.state')
    const list = await ask(server, '/api/reviews/list', ours.people.viewer.cookie)
    const { reviews } = (await list.json()) as { reviews: { date: string; state: string }[] }
    expect(reviews.map(({ date, state }) => [date, state])).toEqual([
      ['2026-11-12', 'held'],
      ['2026-11-26', 'planned'],
    ])
  })

  test('a refresh makes a new version of the pack, the earlier one stays', async () => {
    const next = reviewId.replace(/1$/, '2')
    const first = await post<{ pack: { version: number } }>('reviews.prepare', { reviewId: next })
    const second = await post<{ pack: { version: number } }>('reviews.prepare', { reviewId: next })
    expect([first.pack.version, second.pack.version]).toEqual([1, 2])
  })

  test('R063, R071: a decision has one accountable role, and its correction is a new version', async () => {
    const proposal = { reviewId, title: 'Stop release 26.9?', proposedBy: 'Head of Broadband' }
    const { id: decisionId } = await post<{ id: string }>('reviews.propose', proposal)
    const decided = { decisionId, outcome: 'decided', reason: 'Orders go wrong' }
    expect(await refusal('reviews.decide', decided)).toBe('decision.accountable')
    const two = { ...decided, accountable: 'CIO, COO' }
    expect(await refusal('reviews.decide', two)).toBe('decision.accountable')
    const one = await post<{ version: number }>('reviews.decide', {
      ...decided,
      accountable: 'CIO',
    })
    const correction = { decisionId, outcome: 'rejected', reason: 'The check found nothing' }
    expect(await refusal('reviews.decide', { ...correction, expected: 1 })).toBe('record.changed')
    await post('reviews.decide', { ...correction, expected: one.version })
    const answer = await ask(
      server,
      `/api/reviews/decision-history?decisionId=${decisionId}`,
      ours.people.viewer.cookie,
    )
    const { versions } = (await answer.json()) as {
      versions: { decision: { outcome: string; kpiState: string } }[]
    }
    expect(versions.map(({ decision }) => decision.outcome)).toEqual([
      'open',
      'decided',
      'rejected',
    ])
    expect(versions[1]?.decision.kpiState).toContain('snapshot')
  })
})
