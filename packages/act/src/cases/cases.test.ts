import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { AnyOperation, Role } from '@fealty/core'
import { explainOperations } from '@fealty/explain'
import { surveyBodySchema, surveyRecords } from '@fealty/listen'
import { addSurveyVersion, listMembers, takeEvents, writeResponses } from '@fealty/store'
import { actOperations } from '../index.ts'
import type { ActServices } from '../services.ts'
import { openWorkbench, type Workbench } from '../test/open-workbench.ts'
import type { caseBoardOutput, caseListOutput, caseOneOutput } from './contract.ts'
import { caseJobs } from './jobs.ts'

type List = z.output<typeof caseListOutput>
type One = z.output<typeof caseOneOutput>
type Changed = { caseId: string; version: number; state: string }

let bench: Workbench
const operations: readonly AnyOperation<ActServices>[] = [...actOperations, ...explainOperations]
const run = <T>(id: string, input: object = {}, role?: Role, units?: string[]): Promise<T> =>
  bench.run(
    operations.find((one) => one.id === id),
    input,
    role,
    units,
  )
const rule = {
  id: 'r1',
  expected: 0,
  name: 'Detractors',
  conditions: { scores: [{ kind: 'nps', lowest: 0, highest: 6 }] },
  hoursToDue: 8,
  reaskAfterDays: 30,
  escalation: [{ afterHours: 8, toRole: 'Head of Care' }],
}
/** The topics that have been told since the last look. */
async function topics(): Promise<string[]> {
  const now = '2099-01-01T00:00:00.000Z'
  const events = await takeEvents(bench.services.store, {
    now,
    until: '2100-01-01T00:00:00.000Z',
    limit: 999,
  })
  return events.map(({ topic }) => topic)
}
const live = () => run<List>('cases.list')
let count = 0
const newAnswer = (customerId: string, nps: number) =>
  bench.answer({ responseId: `r${(count += 1)}`, customerId, scores: { nps } })

beforeAll(async () => {
  bench = await openWorkbench('2026-11-23T09:00:00.000Z')
  await bench.load('customers', [
    { customer_id: 'a', name: 'Ada', unit: 'north', segment: 'home' },
    { customer_id: 'b', name: 'Ben', unit: 'south', segment: 'firm' },
    { customer_id: 'c', unit: 'north', segment: 'firm' },
  ])
  await bench.load('subscriptions', [
    { customer_id: 'a', day: '2026-01-01', start: '2026-01-01', mrr: '10' },
  ])
  await bench.load('responses', [
    {
      response_id: 'old',
      customer_id: 'b',
      day: '2026-11-20',
      at: '2026-11-20 10:00:00',
      nps: 2,
      comment: 'Late again',
    },
  ])
  await run('case-rules.save', rule)
})
afterAll(() => bench.close())
beforeEach(() => bench.setClock('2026-11-23T09:00:00.000Z'))

describe('an answer', () => {
  it('opens one case, due in open hours, and further answers go into it', async () => {
    await newAnswer('a', 3)
    await newAnswer('a', 0)
    await newAnswer('a', 9)
    const { rows } = await live()
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({
      customerId: 'a',
      customerName: 'Ada',
      state: 'open',
      scores: { nps: 3 },
      dueAt: '2026-11-23T17:00:00.000Z',
      dueToday: true,
      late: false,
      yearlyRevenue: '120.00',
    })
    expect(await topics()).toEqual(['case.opened'])
  })

  it('that is told twice counts once, also after the case has ended', async () => {
    const told = { responseId: 'twice', customerId: 'c', scores: { nps: 1 } }
    await bench.answer(told, told)
    const [row] = (await live()).rows.filter(({ customerId }) => customerId === 'c')
    await run('cases.dismiss', { caseId: row!.id, version: row!.version, reason: 'A mistake.' })
    await bench.answer(told)
    const { rows } = await live()
    expect(rows.some(({ customerId }) => customerId === 'c')).toBe(false)
    const one = await run<One>('cases.one', { caseId: row!.id })
    expect(one.log.map(({ kind }) => kind)).toEqual(['opened', 'dismissed'])
  })

  it('of nobody, or of a content customer, opens none', async () => {
    const before = (await live()).total
    await bench.answer({ responseId: 'x1', customerId: null, scores: { nps: 0 } })
    await newAnswer('b', 7)
    expect((await live()).total).toBe(before)
  })
})

describe('the way of a case', () => {
  it('goes from contact to closing, and is refused any other way', async () => {
    const caseId = await openOne()
    await expect(
      run('cases.resolve', { caseId, version: 1, rootCause: 'Bill or price', action: 'x' }),
    ).rejects.toMatchObject({ code: 'case.move' })
    bench.setClock('2026-11-23T11:30:00.000Z')
    await step('cases.contact', caseId, { channel: 'phone', outcome: 'not reached' }, 'open')
    await step('cases.contact', caseId, { channel: 'phone', outcome: 'reached' }, 'contacted')
    await expect(
      run('cases.resolve', { caseId, version: 3, rootCause: 'Nonsense', action: 'x' }),
    ).rejects.toMatchObject({ code: 'case.cause' })
    await step(
      'cases.resolve',
      caseId,
      { rootCause: 'bill or price', action: 'Paid back.' },
      'resolved',
    )
    await step('cases.reopen', caseId, { reason: 'Not paid yet.' }, 'contacted')
    await step('cases.resolve', caseId, { rootCause: 'Bill or price', action: 'Paid.' }, 'resolved')
    await step('cases.close', caseId, {}, 'closed')
    const one = await run<One>('cases.one', { caseId })
    expect(one.case).toMatchObject({
      contactHours: 2.5,
      rootCause: 'Bill or price',
      reask: 'planned',
      reaskAt: '2026-12-23T10:00:00.000Z',
    })
    expect(one.moves).toEqual([])
    await expect(
      run('cases.assign', { caseId, version: one.case.version, ownerRole: 'x' }),
    ).rejects.toMatchObject({ code: 'case.move' })
  })

  it('refuses a change made on an old version', async () => {
    const caseId = await openOne()
    await step('cases.assign', caseId, { ownerRole: 'Care lead' }, 'open')
    await expect(run('cases.dismiss', { caseId, version: 1, reason: 'x' })).rejects.toMatchObject({
      code: 'record.changed',
    })
  })

  it('is opened by hand from an answer, once, and not for a stranger', async () => {
    await endAll()
    const opened = await run<Changed>('cases.open', {
      customerId: 'b',
      answer: 'old',
      note: 'Called in.',
    })
    const one = await run<One>('cases.one', { caseId: opened.caseId })
    expect(one.answers).toMatchObject([{ nps: 2, comment: 'Late again' }])
    await expect(run('cases.open', { customerId: 'b', note: 'Again.' })).rejects.toMatchObject({
      code: 'case.open-already',
    })
    await expect(run('cases.open', { customerId: 'zz', note: 'x' })).rejects.toMatchObject({
      code: 'record.not-found',
    })
  })
})

describe('late cases', () => {
  it('go up step by step, once each, and not after first contact', async () => {
    const caseId = await openOne()
    await topics()
    const work = async (moment: string) => {
      bench.setClock(moment)
      const { signal } = new AbortController()
      for (const job of caseJobs)
        await job.run({ services: bench.services, now: bench.now(), signal })
    }
    await work('2026-11-24T16:59:00.000Z')
    expect(await topics()).toEqual([])
    await work('2026-11-24T17:00:00.000Z')
    await work('2026-11-25T09:00:00.000Z')
    expect(await topics()).toEqual(['case.escalated'])
    expect((await run<List>('cases.list', { list: 'late' })).rows.map(({ id }) => id)).toContain(
      caseId,
    )
    const board = await run<z.output<typeof caseBoardOutput>>('cases.board')
    expect(board).toMatchObject({ late: 1, oldest: { caseId } })
  })

  it('a closed one is asked again on its day, and the answer says whether it helped', async () => {
    const caseId = await closeOne()
    await topics()
    bench.setClock('2026-12-23T10:01:00.000Z')
    const { signal } = new AbortController()
    for (const job of caseJobs)
      await job.run({ services: bench.services, now: bench.now(), signal })
    expect(await topics()).toEqual(['reask.due'])
    await newAnswer('a', 8)
    const one = await run<One>('cases.one', { caseId })
    expect(one.case).toMatchObject({ reask: 'answered', reaskNps: 8 })
    expect(one.log.at(-1)?.text).toBe('The customer answered again: 8 of 10, recovered.')
  })

  it('a question that was cancelled never leaves', async () => {
    const caseId = await closeOne()
    await step('cases.cancel-reask', caseId, { reason: 'Asked by phone.' }, 'closed')
    await topics()
    bench.setClock('2027-03-01T10:01:00.000Z')
    const { signal } = new AbortController()
    for (const job of caseJobs)
      await job.run({ services: bench.services, now: bench.now(), signal })
    expect(await topics()).toEqual([])
  })
})

describe('who sees what', () => {
  it('a manager sees and works the own units only', async () => {
    await endAll()
    await newAnswer('a', 2)
    await newAnswer('b', 2)
    const { rows } = await run<List>('cases.list', {}, 'manager', ['south'])
    expect(rows.map(({ customerId }) => customerId)).toEqual(['b'])
    const [north] = (await live()).rows.filter(({ customerId }) => customerId === 'a')
    const close = { caseId: north!.id, version: 1, reason: 'x' }
    await expect(run('cases.dismiss', close, 'manager', ['south'])).rejects.toMatchObject({
      code: 'record.not-found',
    })
    await expect(
      run('cases.open', { customerId: 'c', note: 'x' }, 'manager', ['south']),
    ).rejects.toMatchObject({ code: 'record.not-found' })
    expect((await run<List>('cases.list', { customer: 'c' })).total).toBe(0)
  })
})

describe('a rule about a theme', () => {
  const about = (...themes: string[]) => ({
    ...rule,
    id: 'r2',
    name: 'About the bill',
    group: 'bills',
    conditions: { scores: [], themes },
  })

  it('finds the words of past answers', async () => {
    await run('themes.save', { name: 'Lateness', terms: { en: ['late'] } })
    const tried = (theme: string) => {
      const entries = Object.entries(about(theme))
      return Object.fromEntries(entries.filter(([key]) => key !== 'id' && key !== 'expected'))
    }
    const found = await run('case-rules.try', { rule: tried('lateness') })
    expect(found).toMatchObject({ matched: 1 })
    expect(await run('case-rules.try', { rule: tried('Bill') })).toMatchObject({ matched: 0 })
  })

  it('reads the words of an answer that has not landed, and shows them', async () => {
    await endAll()
    await publish(bench)
    await run('case-rules.save', about('Lateness'))
    await accept(bench, 'live1', 'Always late.')
    await accept(bench, 'live2', 'Fine.')
    const told = { surveyId: 's1', hasComment: true, scores: {}, language: 'en' }
    await bench.answer(
      { ...told, responseId: 'live1', customerId: 'a' },
      { ...told, responseId: 'live2', customerId: 'b' },
    )
    const { rows } = await live()
    expect(rows.map(({ customerId, comment, group }) => [customerId, comment, group])).toEqual([
      ['a', 'Always late.', 'bills'],
    ])
  })
})

it('a dry run says what a rule would have opened', async () => {
  const trial = await run('case-rules.try', {
    rule: { ...rule, id: undefined, expected: undefined },
  })
  expect(trial).toMatchObject({ answers: 1, matched: 1, cases: 1, customers: 1, to: '2026-11-20' })
  expect(await listMembers(bench.services.store, 'w1')).toEqual([])
})

async function endAll(): Promise<void> {
  for (const { id, version } of (await live()).rows) {
    await run('cases.dismiss', { caseId: id, version, reason: 'Clearing up.' })
  }
}

async function openOne(): Promise<string> {
  await endAll()
  await newAnswer('a', 3)
  return (await live()).rows[0]!.id
}

async function step(id: string, caseId: string, input: object, state: string): Promise<void> {
  const { version } = (await run<One>('cases.one', { caseId })).case
  expect(await run(id, { caseId, version, ...input })).toMatchObject({
    state,
    version: version + 1,
  })
}

async function closeOne(): Promise<string> {
  const caseId = await openOne()
  await step('cases.contact', caseId, { channel: 'phone', outcome: 'reached' }, 'contacted')
  await step('cases.resolve', caseId, { rootCause: 'Bill or price', action: 'Paid.' }, 'resolved')
  await step('cases.close', caseId, {}, 'closed')
  return caseId
}

/** A published survey with one question for words. */
async function publish({ services: { store } }: Workbench): Promise<void> {
  const at = '2026-11-01T00:00:00.000Z'
  const text = { en: 'What happened?' }
  const draft = surveyBodySchema.parse({
    name: 'Contact',
    series: 'transaction',
    languages: ['en'],
    questions: [{ id: 'words', kind: 'text', text }],
  })
  const body = { state: 'open' as const, draft, published: 1 }
  await surveyRecords.save(store, { workspaceId: 'w1', id: 's1', body, author: 'p', at })
  await addSurveyVersion(store, {
    workspaceId: 'w1',
    surveyId: 's1',
    version: 1,
    body: draft,
    note: '',
    publishedBy: 'p',
    publishedAt: at,
  })
}

/** An answer as the store keeps it before it lands. */
async function accept({ services: { store } }: Workbench, responseId: string, words: string) {
  const at = '2026-11-23T09:00:00.000Z'
  const row = {
    workspaceId: 'w1',
    responseId,
    surveyId: 's1',
    surveyVersion: 1,
    surveyName: 'Contact',
    series: 'transaction',
    touchpoint: null,
    channel: 'link',
    language: 'en',
    customerId: 'a',
    accountId: null,
    unit: null,
    invitationId: null,
    invitedAt: null,
    bearer: null,
    answers: JSON.stringify({ words }),
    bodyHash: 'x',
    complete: 1,
    revision: 1,
    nps: null,
    csat: null,
    ces: null,
    day: '2026-11-23',
    createdAt: at,
    acceptedAt: at,
    completedAt: at,
    toldAt: at,
    landingId: null,
    stale: 0,
    quarantined: 0,
    erasedAt: null,
  }
  await writeResponses(store, [{ row, event: null, premise: null, link: null }])
}
