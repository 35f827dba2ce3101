import { expect, it } from 'vitest'
import type { CauseRegister, CauseRow } from '../../api/contracts.ts'
import { causeNote, causesHeadline } from './causes-text.ts'

const thin = { kind: 'insufficient', n: 0, minimum: 5, why: '' } as const
const share = (value: number) =>
  ({
    kind: 'estimate',
    value,
    low: 0,
    high: 1,
    level: 0.95,
    n: 20,
    method: 'Wilson score',
  }) as const
const row = (rootCause: string, cases: number, more: Partial<CauseRow> = {}): CauseRow => ({
  rootCause,
  listed: true,
  cases,
  customers: cases,
  share: share(cases / 20),
  shareBefore: thin,
  change: { verdict: 'too few' },
  allCases: cases,
  yearlyRevenue: '0.00',
  mostlyUnit: null,
  recovered: thin,
  improvements: [],
  ...more,
})
const improvement = (state: 'raised' | 'active' | 'done' | 'dropped') => ({
  id: 'i',
  title: 'Check orders',
  state,
  owner: 'Head of Broadband',
  metric: 'nps',
  since: null,
  effect: null,
})
const register = (rows: CauseRow[], resolved = 20): CauseRegister => ({
  from: '2026-08-29',
  to: '2026-11-27',
  days: 91,
  currency: 'EUR',
  version: 1,
  resolved,
  active: 1,
  mostActive: 5,
  rows,
})

it('names the commonest cause, who removes it, what grows and what nobody has taken up', () => {
  const orders = row('Order or delivery', 12, { improvements: [improvement('active')] })
  expect(causesHeadline(register([orders]))).toBe(
    '“Order or delivery” lies behind 12 of 20 resolved cases (60\u2009%); Head of Broadband is removing it.',
  )
  const bill = row('Bill', 8, { change: { verdict: 'real', difference: 0.2 } })
  expect(causesHeadline(register([orders, bill]))).toMatch(
    /removing it\. “Bill” grows\. One other cause has cases and no improvement\.$/,
  )
  const dropped = row('Bill', 8, { improvements: [improvement('dropped')] })
  expect(causesHeadline(register([dropped]))).toMatch(/nobody is removing it\.$/)
  const raised = row('Bill', 8, { improvements: [improvement('raised')] })
  expect(causesHeadline(register([raised]))).toMatch(/it is raised, nobody has begun\.$/)
})

it('says so where nothing was resolved, and leaves out a share of too few', () => {
  expect(causesHeadline(register([row('Bill', 0)], 0))).toBe(
    'No case was resolved in 91 days, so no cause can be named.',
  )
  expect(causesHeadline(register([row('Bill', 3, { share: thin })], 3))).toBe(
    '“Bill” lies behind 3 of 3 resolved cases; nobody is removing it.',
  )
})

it('notes who is concerned, and a word that the list has lost', () => {
  const unit = { name: 'Broadband', cases: 2 }
  expect(causeNote(row('Bill', 3, { mostlyUnit: unit, allCases: 9 }))).toBe(
    '3 customers · mostly Broadband · 9 in all',
  )
  expect(causeNote(row('Bill', 0, { listed: false, allCases: 1 }))).toBe(
    'not in the list any more · 1 in all',
  )
  expect(causeNote(row('Bill', 0))).toBe('no case yet')
})
