import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { z } from 'zod'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { customerId, openTestCompany, type TestCompany } from '../initiative/test/test-company.ts'
import { costBookings, initiatives } from '../initiative/initiatives.ts'
import { allocations } from './allocations.ts'
import { allocationSaveInput, type AllocationView } from './contract.ts'
import { readAllocation } from './read-allocation.ts'

const [best, second] = [customerId(0), customerId(1)]
const plan = {
  name: 'Second quarter',
  from: '2026-04-01',
  to: '2026-09-27',
  owner: 'Finance lead',
  amounts: [
    { band: 'creators' as const, amount: 600 },
    { band: 'steady' as const, amount: 200 },
    { band: 'marginal' as const, amount: 100 },
  ],
  reserve: 100,
}

/** Five customers of whom two bought much before April, and one who came in May. */
describe('spend by value band', () => {
  let company: TestCompany
  let folder: string
  beforeAll(async () => {
    company = await openTestCompany({ seed: 1, customers: 5 })
    await company.loadOrders('more.csv', [
      `big-1,${best},2026-02-10 10:00:00,10000`,
      `big-2,${second},2026-02-10 10:00:00,5000`,
      'late,NEW1,2026-05-10 10:00:00,70',
    ])
    folder = await mkdtemp(join(tmpdir(), 'fealty-allocation-'))
    const load = async (kind: string, lines: readonly string[]) => {
      const path = join(folder, `${kind}.csv`)
      await writeFile(path, `${lines.join('\n')}\n`)
      await company.run('import.run', { kind, paths: [path] })
    }
    await load('costs', [
      'customer_id,at,kind,amount',
      `${best},2026-03-31,service,111`,
      `${best},2026-04-01,service,30`,
      `${second},2026-04-20,Service,20`,
      `${second},2026-06-10,reward,5.5`,
      `${customerId(3)},2026-05-02,acquisition,10`,
      'NEW1,2026-05-09,acquisition,40',
    ])
    await load('interactions', [
      'interaction_id,customer_id,at,channel,cost',
      `i1,${customerId(4)},2026-05-03 09:00:00,phone,4.5`,
      `i2,${customerId(4)},2026-03-03 09:00:00,phone,400`,
    ])
  })
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true })
    await company.close()
  })

  const save = (input: z.input<typeof allocationSaveInput>) =>
    company.run<{ id: string }>('allocation.save', input)
  const by = (view: AllocationView) =>
    Object.fromEntries(view.bands.map(({ band, ...line }) => [band, line]))

  test('is counted by the bands of the day before, without any plan', async () => {
    const view = await readAllocation(company.call, undefined)
    expect(view.plan).toBeNull()
    expect([view.from, view.to]).toEqual(['2025-06-11', '2026-06-10'])
    // Nobody was a customer before June 2025, so all of it fell on new ones.
    expect(view.bands.map(({ band }) => band)).toEqual(['new'])
    expect(view.total).toEqual({ planned: null, plannedToDate: null, actual: 621 })
  })

  test('stands beside the plan, with what has no band', async () => {
    const { id } = await save(plan)
    await keepCosts(company)
    const view = await readAllocation(company.call, id)
    expect(view.until).toBe('2026-06-10')
    const bands = by(view)
    expect(bands.creators).toMatchObject({ customers: 1, actual: 30, planned: 600 })
    expect(bands.steady).toMatchObject({ customers: 1, actual: 25.5, planned: 200 })
    // Three are left; the contact of March counts for the band of one of them, and not as spend.
    expect((bands.marginal?.customers ?? 0) + (bands.destroyers?.customers ?? 0)).toBe(3)
    expect((bands.marginal?.actual ?? 0) + (bands.destroyers?.actual ?? 0)).toBe(14.5)
    expect(bands.new).toMatchObject({ customers: 1, actual: 40, planned: 0, value: 0 })
    expect(view.unallocated).toMatchObject({ planned: 100, actual: 50 })
    expect(view.unallocated.initiatives).toEqual([{ id: 'i-free', name: 'Free', amount: 50 }])
    expect(view.total).toEqual({ planned: 1000, plannedToDate: 1000 * (71 / 180), actual: 160 })
    const shares = view.bands.map(({ actualShare }) => actualShare!)
    const all = shares.reduce((sum, share) => sum + share, view.unallocated.actualShare!)
    expect(all).toBeCloseTo(1, 12)
    const [high, base] = view.groups
    expect(high).toMatchObject({ group: 'high value', customers: 1, actual: 30 })
    expect(base).toMatchObject({ group: 'broad base', customers: 5, actual: 80 })
    expect(view.headline).toMatch(/^High-value customers get 19\s%.*less than the 60\s% planned/u)
  })

  test('counts the kinds the plan names, and an initiative where it is given a band', async () => {
    const input = { ...plan, name: 'Narrow', kinds: ['Service', 'contact'] }
    const { id } = await save({
      ...input,
      initiatives: [{ initiativeId: 'i-free', band: 'creators' }],
    })
    const view = await readAllocation(company.call, id)
    const bands = by(view)
    expect(bands.creators?.actual).toBe(80)
    expect(bands.steady?.actual).toBe(20)
    expect(view.unallocated).toMatchObject({ actual: 0, initiatives: [] })
    expect(view.kinds.find(({ kind }) => kind === 'acquisition')).toEqual({
      kind: 'acquisition',
      amount: 50,
      counts: false,
    })
  })

  test('has spent nothing before its first day', async () => {
    const { id } = await save({ ...plan, name: 'Next', from: '2026-08-01', to: '2026-12-31' })
    const view = await readAllocation(company.call, id)
    expect(view.until).toBeNull()
    expect(view.total).toMatchObject({ actual: 0, plannedToDate: 0 })
    expect(view.groups.map(({ measured }) => measured)).toEqual([null, null])
    expect(view.headline).toBe('“Next” begins on 1 August 2026.')
  })

  test('is changed with a reason once it runs; the first plan stays', async () => {
    const { id } = await save({ ...plan, name: 'Changed' })
    const more = { ...plan, name: 'Changed', id, expected: 1, reserve: 300 }
    await expect(save(more)).rejects.toMatchObject({ code: 'allocation.reason' })
    await save({ ...more, reason: 'A crew more' })
    const { first, plan: now } = await readAllocation(company.call, id)
    expect(now).toMatchObject({ reserve: 300, version: 2 })
    expect(first).toMatchObject({ reserve: 100, amounts: plan.amounts, reason: 'A crew more' })
    await expect(save({ ...more, reason: 'again' })).rejects.toMatchObject({
      code: 'record.changed',
    })
  })

  test('refuses days that end before they begin, a band twice and an unknown initiative', async () => {
    await expect(save({ ...plan, to: '2026-03-31' })).rejects.toMatchObject({
      code: 'allocation.period',
    })
    const twice = { ...plan, amounts: [plan.amounts[0]!, plan.amounts[0]!] }
    expect(allocationSaveInput.safeParse(twice).success).toBe(false)
    const unknown = [{ initiativeId: 'nobody', band: 'new' as const }]
    await expect(save({ ...plan, initiatives: unknown })).rejects.toMatchObject({
      code: 'record.not-found',
    })
    const all = await allocations.list(company.call.services.store, 'w1')
    expect(all.map(({ body }) => body.name)).not.toContain('nobody')
  })
})

/** An initiative that has booked money in the days of the plan and outside of them. */
async function keepCosts({ call, run }: TestCompany): Promise<void> {
  const { store } = call.services
  await run('initiatives.save', {
    id: 'i-free',
    expected: 0,
    name: 'Free',
    leverId: 'retain-longer',
    owner: 'Head of Service',
    accountable: 'Chief Operating Officer',
    window: { from: '2026-01-01', to: '2026-12-31' },
    metrics: ['revenue'],
    plan: { costs: [], benefits: [] },
  })
  expect(await initiatives.find(store, 'w1', 'i-free')).toBeDefined()
  const booking = { workspaceId: 'w1', author: 'p1', at: '2026-07-01T12:00:00.000Z' }
  for (const [id, day, amount] of [
    ['c1', '2026-05-01', 50],
    ['c2', '2026-03-31', 70],
  ] as const) {
    const body = { day, amount, what: 'Crew' }
    await costBookings.save(store, { ...booking, id, parentId: 'i-free', body })
  }
}
