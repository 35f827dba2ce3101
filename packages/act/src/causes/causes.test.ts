import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { Role } from '@fealty/core'
import { actOperations } from '../index.ts'
import { openWorkbench, type Workbench } from '../test/open-workbench.ts'
import { distinctCauses } from './cause-records.ts'
import { countCauses, type ResolvedCase } from './count-causes.ts'
import type { causeRegisterOutput, causesHistoryOutput, causesOutput } from './contract.ts'

const resolved = (
  rootCause: string,
  day: string,
  more: Partial<ResolvedCase> = {},
): ResolvedCase => ({
  customerId: `${rootCause} ${day}`,
  rootCause,
  resolvedAt: `${day}T12:00:00.000Z`,
  unit: 'U-1',
  yearlyRevenue: '100.00',
  reaskState: 'none',
  reaskNps: null,
  ...more,
})
const window = { from: '2026-09-01', before: '2026-06-02', timeZone: 'UTC' }
const times = (count: number, one: ResolvedCase): ResolvedCase[] =>
  Array.from({ length: count }, (_, index) => ({ ...one, customerId: `c${index}` }))

describe('counting causes', () => {
  it('gives each its share of what was resolved, and judges its change', () => {
    const cases = [
      ...times(40, resolved('Bill', '2026-09-10')),
      ...times(10, resolved('Order', '2026-09-10')),
      ...times(10, resolved('Bill', '2026-07-10')),
      ...times(40, resolved('Order', '2026-07-10')),
    ]
    const [bill, order, staff] = countCauses(['Order', 'Bill', 'Staff'], cases, window)
    expect(bill).toMatchObject({
      rootCause: 'Bill',
      cases: 40,
      customers: 40,
      allCases: 50,
      yearlyRevenue: '4000.00',
      mostlyUnit: { id: 'U-1', cases: 40 },
      share: { kind: 'estimate', value: 0.8, n: 50 },
      shareBefore: { kind: 'estimate', value: 0.2, n: 50 },
      change: { verdict: 'real' },
    })
    expect(bill?.change.difference).toBeCloseTo(0.6, 12)
    expect(order?.change).toMatchObject({ verdict: 'real' })
    expect(staff).toMatchObject({ cases: 0, listed: true, share: { value: 0 } })
  })

  it('gives no share of fewer than five cases, and no verdict without a before', () => {
    const [bill] = countCauses(['Bill'], times(4, resolved('Bill', '2026-09-10')), window)
    expect(bill).toMatchObject({
      share: { kind: 'insufficient', n: 4 },
      change: { verdict: 'too few' },
    })
  })

  it('keeps a word that the list has lost, and counts who came back', () => {
    const back = { reaskState: 'answered', reaskNps: 9 } as const
    const cases = [
      ...times(4, resolved('Old word', '2026-01-10', back)),
      resolved('Old word', '2026-01-11', { reaskState: 'answered', reaskNps: 6 }),
      resolved('Old word', '2026-01-12'),
    ]
    const rows = countCauses(['Bill'], cases, window)
    expect(rows.find(({ rootCause }) => rootCause === 'Old word')).toMatchObject({
      listed: false,
      cases: 0,
      allCases: 6,
      recovered: { value: 0.8, n: 5 },
    })
  })

  it('puts a case by the day of the place, not by that of UTC', () => {
    const late = { ...resolved('Bill', '2026-08-31'), resolvedAt: '2026-08-31T23:30:00.000Z' }
    expect(countCauses([], [late], window)[0]?.cases).toBe(0)
    expect(countCauses([], [late], { ...window, timeZone: 'Europe/Berlin' })[0]?.cases).toBe(1)
  })
})

it('takes each name once, whatever its capitals', () => {
  expect(distinctCauses(['Bill', 'bill', 'Order'])).toEqual(['Bill', 'Order'])
})

describe('the catalogue', () => {
  let bench: Workbench
  const run = <T>(id: string, input: object = {}, role?: Role): Promise<T> =>
    bench.run(
      actOperations.find((one) => one.id === id),
      input,
      role,
    )
  beforeAll(async () => {
    bench = await openWorkbench('2026-11-23T09:00:00.000Z')
    await bench.load('customers', [{ customer_id: 'c1', unit: 'north' }])
  })
  afterAll(() => bench.close())

  it('keeps every version, with what came, what went and why', async () => {
    const first = await run<z.output<typeof causesOutput>>('causes.list')
    expect(first).toMatchObject({ version: 0 })
    expect(first.causes).toContain('Bill or price')
    const changed = { causes: ['Bill or price', 'Wrong tariff'], reason: 'Tariffs.', expected: 0 }
    await run('causes.save', changed)
    await expect(run('causes.save', changed)).rejects.toMatchObject({ code: 'record.changed' })
    const { versions } = await run<z.output<typeof causesHistoryOutput>>('causes.history')
    expect(versions.map(({ version }) => version)).toEqual([1, 0])
    expect(versions[0]).toMatchObject({ added: ['Wrong tariff'], by: 'owner', reason: 'Tariffs.' })
    expect(versions[0]?.removed).toHaveLength(7)
  })

  it('shows each cause with its case and with what is done about it', async () => {
    const { caseId } = await run<{ caseId: string }>('cases.open', {
      customerId: 'c1',
      note: 'Angry.',
    })
    const contact = { caseId, version: 1, channel: 'phone', outcome: 'reached' }
    await run('cases.contact', contact)
    const words = { rootCause: 'wrong tariff', action: 'Changed it.' }
    await run('cases.resolve', { caseId, version: 2, ...words })
    await run('improvements.save', { title: 'Tariffs that fit', rootCause: 'Wrong tariff' })
    const register = await run<z.output<typeof causeRegisterOutput>>('causes.register')
    expect(register).toMatchObject({ to: '2026-11-23', resolved: 1, version: 1, mostActive: 5 })
    expect(register.rows[0]).toMatchObject({
      rootCause: 'Wrong tariff',
      cases: 1,
      share: { kind: 'insufficient' },
      improvements: [{ title: 'Tariffs that fit', state: 'raised', effect: null }],
    })
  })
})
