import { beforeAll, expect, test } from 'vitest'
import { addCaseEvent, claimAnswer, listCaseEvents } from './case-log.ts'
import {
  changeCase,
  findOpenCase,
  insertCase,
  listCases,
  listToEscalate,
  readCase,
  type CaseRecord,
} from './cases.ts'
import { describeEachDatabase } from './test/each-database.ts'
import { addWorkspace } from './workspaces.ts'

const at = '2026-11-23T09:00:00.000Z'
const made = (id: string, more: Partial<CaseRecord> = {}): CaseRecord => ({
  id,
  workspaceId: 'w1',
  version: 1,
  state: 'open',
  priority: 'normal',
  caseGroup: 'inner loop',
  customerId: id,
  unit: null,
  factUnit: null,
  ruleId: null,
  responseId: null,
  scores: { nps: 3 },
  touchpoint: null,
  ownerPersonId: null,
  ownerRole: 'Care lead',
  openedAt: at,
  dueAt: at,
  escalationSteps: [{ afterHours: 8, toRole: 'Head of Care' }],
  escalated: 0,
  nextEscalationAt: null,
  contactedAt: null,
  contactMinutes: null,
  resolvedAt: null,
  endedAt: null,
  rootCause: null,
  action: null,
  dismissReason: null,
  reaskState: 'none',
  reaskAfterDays: null,
  reaskSurveyId: null,
  reaskAt: null,
  reaskNps: null,
  yearlyRevenue: '120.00',
  expectedValue: 1.5,
  ...more,
})

describeEachDatabase('cases', (database) => {
  beforeAll(async () => {
    for (const id of ['w1', 'w2']) {
      await addWorkspace(database.store, {
        id,
        name: id,
        timeZone: 'UTC',
        currency: 'EUR',
        fiscalYearStartMonth: 1,
        settings: {},
        createdAt: at,
      })
    }
  })

  test('a case comes back as it was, to its own workspace only', async () => {
    await insertCase(database.store, made('a'))
    expect(await readCase(database.store, 'w1', 'a')).toEqual(made('a'))
    await expect(readCase(database.store, 'w2', 'a')).rejects.toMatchObject({
      code: 'record.not-found',
    })
  })

  test('a customer has one open case in a group, and another after its end', async () => {
    await insertCase(database.store, made('b'))
    const second = made('b2', { customerId: 'b' })
    await expect(insertCase(database.store, second)).rejects.toThrow()
    await insertCase(database.store, made('b3', { customerId: 'b', caseGroup: 'billing' }))
    await changeCase(database.store, made('b'), { state: 'closed', endedAt: at })
    await insertCase(database.store, second)
    expect(await findOpenCase(database.store, 'w1', 'b', 'inner loop')).toMatchObject({ id: 'b2' })
  })

  test('a change on an old version is refused', async () => {
    await insertCase(database.store, made('c'))
    await changeCase(database.store, made('c'), { ownerRole: 'Other' })
    await expect(
      changeCase(database.store, made('c'), { ownerRole: 'Late' }),
    ).rejects.toMatchObject({ code: 'record.changed' })
    expect(await readCase(database.store, 'w1', 'c')).toMatchObject({
      version: 2,
      ownerRole: 'Other',
    })
  })

  test('the log counts up and keeps what it has', async () => {
    const line = { workspaceId: 'w1', caseId: 'a', at, actor: 'p', body: { note: 'x' } }
    await addCaseEvent(database.store, { ...line, kind: 'opened' })
    await addCaseEvent(database.store, { ...line, kind: 'note' })
    const events = await listCaseEvents(database.store, 'w1', 'a')
    expect(events.map(({ seq, kind }) => [seq, kind])).toEqual([
      [1, 'opened'],
      [2, 'note'],
    ])
    expect(events[0]?.body).toEqual({ note: 'x' })
    expect(await listCaseEvents(database.store, 'w2', 'a')).toEqual([])
  })

  test('an answer is claimed once for a group', async () => {
    const claim = { workspaceId: 'w1', responseId: 'r1', caseGroup: 'inner loop', caseId: 'a' }
    expect(await claimAnswer(database.store, claim)).toBe(true)
    expect(await claimAnswer(database.store, { ...claim, caseId: 'c' })).toBe(false)
  })

  test('lists are narrowed by state, unit, customer and time', async () => {
    await insertCase(database.store, made('d', { unit: 'u1' }), ['u1', 'top'])
    await insertCase(database.store, made('e', { factUnit: 'north', state: 'contacted' }))
    const ids = async (filter: Parameters<typeof listCases>[2]) =>
      (await listCases(database.store, 'w1', filter)).map(({ id }) => id)
    expect(await ids({ unitId: 'top' })).toEqual(['d'])
    expect(await ids({ units: { ids: ['u1'], factUnits: ['north'] } })).toEqual(['d', 'e'])
    expect(await ids({ units: { ids: [], factUnits: [] } })).toEqual([])
    expect(await ids({ states: ['contacted'] })).toEqual(['e'])
    expect(await ids({ customerId: 'd', openedFrom: at, openedBefore: '2027' })).toEqual(['d'])
  })

  test('only open cases whose step is due are escalated', async () => {
    const nextEscalationAt = '2026-11-24T00:00:00.000Z'
    await insertCase(database.store, made('f', { nextEscalationAt }))
    await insertCase(database.store, made('g', { nextEscalationAt, state: 'contacted' }))
    const due = await listToEscalate(database.store, '2026-11-24T00:00:00.000Z', 9)
    expect(due.map(({ id }) => id)).toEqual(['f'])
    expect(await listToEscalate(database.store, '2026-11-23T00:00:00.000Z', 9)).toEqual([])
  })
})
