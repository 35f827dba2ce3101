import { afterEach, beforeEach, expect, test } from 'vitest'
import type { z } from 'zod'
import { openTestWorkspace, type TestWorkspace } from '../test/open-workspace.ts'
import type { overviewOutput, qualityOutput } from './contract.ts'
import { dataOverviewOperation, dataQualityOperation } from './operation.ts'

let workspace: TestWorkspace
beforeEach(async () => {
  workspace = await openTestWorkspace('2025-07-01')
})
afterEach(() => workspace.close())

const readQuality = (): Promise<z.output<typeof qualityOutput>> =>
  workspace.run(dataQualityOperation, {})
const readOverview = (): Promise<z.output<typeof overviewOutput>> =>
  workspace.run(dataOverviewOperation, {})

test('nothing loaded is said as nothing, not as zero', async () => {
  expect(await readOverview()).toMatchObject({ kinds: [], imports: [] })
  expect(await readQuality()).toEqual({
    kinds: [],
    customersWithoutAnswers: null,
    answersWithoutCustomers: null,
    ordersWithoutKnownCustomer: null,
  })
})

test('coverage, freshness, gaps, doubles, and partners that are missing', async () => {
  await workspace.load('customers', [
    { customer_id: 'c1', name: 'One' },
    { customer_id: 'c2', name: null },
    { customer_id: 'c3', name: null },
  ])
  await workspace.load('responses', [
    { response_id: 'r1', customer_id: 'c1', day: '2025-01-10', nps: '9' },
    { response_id: 'r1', customer_id: 'c9', day: '2025-04-02', nps: '3' },
    { response_id: 'r3', customer_id: null, day: '2025-04-30', nps: '10' },
    { response_id: 'r4', customer_id: 'c2', day: null, nps: null },
  ])
  await workspace.load('orders', [
    { customer_id: 'c1', day: '2025-05-01', amount: '10' },
    { customer_id: 'c8', day: '2025-05-02', amount: '5' },
  ])
  const quality = await readQuality()
  const responses = quality.kinds.find(({ kind }) => kind === 'responses')
  expect(responses).toMatchObject({
    rows: 4,
    firstDay: '2025-01-10',
    lastDay: '2025-04-30',
    ageDays: 62,
    gaps: ['2025-02-01', '2025-03-01'],
    undated: 1,
    duplicateIds: 1,
  })
  expect(responses?.coverage.find(({ field }) => field === 'nps')).toEqual({
    field: 'nps',
    filled: 3,
    share: 0.75,
  })
  expect(quality.customersWithoutAnswers).toEqual({ of: 3, count: 2 })
  expect(quality.answersWithoutCustomers).toEqual({ of: 4, count: 2 })
  expect(quality.ordersWithoutKnownCustomer).toEqual({ of: 2, count: 1 })
  const overview = await readOverview()
  expect(overview.kinds.map(({ kind, rows }) => [kind, rows])).toEqual([
    ['customers', 3],
    ['orders', 2],
    ['responses', 4],
  ])
  expect(overview.imports).toHaveLength(3)
})
