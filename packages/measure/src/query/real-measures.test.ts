import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addDays, addMonths, type FactKindName, type Measured } from '@fealty/core'
import { importFiles } from '../import/import-files.ts'
import type { MetricId } from '../metric/contract.ts'
import { openTestWorkspace, type TestWorkspace } from '../test/open-workspace.ts'
import { hasRealData, readRows, realFile } from '../test/real-data.ts'
import { measureQueryOperation } from './operation.ts'

/**
 * Measures of real sets, imported as a new user would, against a plain calculation of this file that
 * shares nothing with the kernels or the SQL. Sums are of integers (cents, answers), so a quotient
 * agrees to the last digit.
 */

interface Answer {
  rows: {
    period: { start: string; end: string }
    segment: Record<string, string>
    measured: Measured
  }[]
}

let workspace: TestWorkspace
beforeEach(async () => {
  workspace = await openTestWorkspace('2026-01-05')
})
afterEach(() => workspace.close())

async function bring(
  kind: FactKindName,
  file: string,
  mapping: Record<string, string> = {},
): Promise<void> {
  await importFiles(workspace.services, {
    workspaceId: 'w1',
    kind,
    files: [{ path: realFile(file), name: file.split('/').at(-1)! }],
    mapping,
    cleaning: [],
    importedAt: '2026-01-05T00:00:00.000Z',
  })
}

const ask = (metric: MetricId, input: object = {}): Promise<Answer> =>
  workspace.run(measureQueryOperation, { metric, ...input })

const valueOf = (measured: Measured): number =>
  measured.kind === 'estimate' ? measured.value : Number.NaN

const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0)
const cents = (amount: string): number => Math.round(Number(amount) * 100)

describe.skipIf(!hasRealData)('measures of real sets (skipped where these are not there)', () => {
  test('nps-package-testdata: the score, its bands and interval, as a whole and by unit', async () => {
    const file = 'nps-package-testdata/nps_testdata.csv'
    await bring('responses', file, { 'rating:*': '*' })
    const rows = readRows(file)
    const scoreOf = (list: readonly Record<string, string>[]) => {
      const scores = list.map((row) => Number(row.REC))
      const promoters = scores.filter((score) => score >= 9).length
      const detractors = scores.filter((score) => score <= 6).length
      return { n: scores.length, promoters, detractors }
    }
    const { n, promoters, detractors } = scoreOf(rows)
    const [whole] = (await ask('nps')).rows
    expect(whole!.measured).toMatchObject({ n, bands: { promoter: promoters / n } })
    expect(valueOf(whole!.measured)).toBe((100 * (promoters - detractors)) / n)
    // Adjusted Wald: ¾, 1½ and ¾ answers more.
    const [p, d] = [(promoters + 0.75) / (n + 3), (detractors + 0.75) / (n + 3)]
    const margin = 1.959963984540054 * Math.sqrt((p + d - (p - d) ** 2) / (n + 3))
    expect(whole!.measured).toMatchObject({
      low: expect.closeTo(100 * (p - d - margin), 9) as number,
      high: expect.closeTo(100 * (p - d + margin), 9) as number,
    })
    const { rows: cut } = await ask('nps', { by: ['BU'] })
    expect(cut.length).toBeGreaterThan(1)
    for (const { segment, measured } of cut) {
      const own = scoreOf(rows.filter((row) => row.BU === Object.values(segment)[0]))
      expect(measured.n).toBe(own.n)
      if (measured.kind === 'estimate')
        expect(measured.value).toBe((100 * (own.promoters - own.detractors)) / own.n)
    }
  })

  test('airline: the mean of all fourteen ratings, 0 left out, by class of travel', async () => {
    const file = 'airline-passenger-satisfaction/airline_passenger_satisfaction.csv.gz'
    await bring('responses', file, { 'rating:*': 'nullif(*, 0)' })
    const rows = readRows(file)
    const { rows: cells } = await ask('rating', { by: ['question', 'Class'] })
    expect(cells).toHaveLength(14 * 3)
    for (const { segment, measured } of cells) {
      const { question, ...others } = segment
      const travel = Object.values(others)[0]
      const given = rows
        .filter((row) => row.Class === travel && row[question!] !== '0')
        .map((row) => Number(row[question!]))
      expect(measured.n).toBe(given.length)
      expect(valueOf(measured)).toBe(sum(given) / given.length)
    }
  })

  test('telco-ibm-v1: churn and revenue churn of its month, by kind of contract', async () => {
    const file = 'telco-ibm-v1/Telco-Customer-Churn.csv'
    await bring('customers', file)
    await bring('subscriptions', file, {
      start: "add_months(date('2020-01-01'), -tenure)",
      end: "if(Churn = 'Yes', date('2020-01-01'), null)",
      product: 'Contract',
    })
    const month = { every: 'month', from: '2020-01-01', to: '2020-01-31', asOf: '2020-01-31' }
    // Who came on the first of the month was not there the day before.
    const there = readRows(file).filter((row) => row.tenure !== '0')
    const groups = new Map(
      ['Month-to-month', 'One year', 'Two year'].map((contract) => {
        const own = there.filter((row) => row.Contract === contract)
        return [contract, { own, left: own.filter((row) => row.Churn === 'Yes') }]
      }),
    )
    const [churn, lost] = [
      (await ask('churn', { ...month, by: ['Contract'] })).rows,
      (await ask('revenue-churn', { ...month, by: ['Contract'] })).rows,
    ]
    expect(churn).toHaveLength(3)
    expect(lost).toHaveLength(3)
    for (const { segment, measured } of churn) {
      const { own, left } = groups.get(Object.values(segment)[0]!)!
      expect(measured.n).toBe(own.length)
      expect(valueOf(measured)).toBe(left.length / own.length)
    }
    const revenue = (list: readonly Record<string, string>[]): number =>
      sum(list.map((row) => cents(row.MonthlyCharges!)))
    for (const { segment, measured } of lost) {
      const { own, left } = groups.get(Object.values(segment)[0]!)!
      expect(valueOf(measured)).toBeCloseTo(revenue(left) / revenue(own), 14)
    }
    const [whole] = (await ask('churn', month)).rows
    expect(valueOf(whole!.measured)).toBe(1869 / 7032)
  })

  test('ravenstack: net and gross revenue retention of every month, satisfaction with tickets', async () => {
    const folder = 'ravenstack-saas/ravenstack_'
    await bring('customers', `${folder}accounts.csv`)
    await bring('subscriptions', `${folder}subscriptions.csv`)
    await bring('responses', `${folder}supports_ticket.csv`)
    const iso = (day: string): string => day.split('-').reverse().join('-')
    const contracts = readRows(`${folder}subscriptions.csv`).map((row) => ({
      account: row.account_id!,
      start: iso(row.start_date!),
      end: row.end_date === '' ? '9999' : iso(row.end_date!),
      mrr: cents(row.mrr_amount!),
    }))
    const accounts = [...new Set(contracts.map(({ account }) => account))]
    const running = (day: string): Map<string, number> => {
      const totals = new Map(accounts.map((account) => [account, 0]))
      for (const { account, start, end, mrr } of contracts)
        if (start <= day && end > day) totals.set(account, totals.get(account)! + mrr)
      return totals
    }
    const asOf = '2024-12-31'
    for (const [metric, kept] of [
      ['nrr', (was: number, now: number) => (was > 0 ? now : 0)],
      ['grr', (was: number, now: number) => Math.min(was, now)],
    ] as const) {
      const { rows } = await ask(metric, { every: 'month', from: '2024-04-01', to: asOf, asOf })
      const shown = rows.filter(({ measured }) => measured.kind === 'estimate')
      expect(shown.length).toBeGreaterThanOrEqual(6)
      for (const { period, measured } of shown) {
        const now = running(addDays(period.end, -1))
        const was = running(addDays(addMonths(period.end, -12), -1))
        const total = sum([...was.values()])
        const stayed = sum(accounts.map((one) => kept(was.get(one)!, now.get(one)!)))
        expect(measured.n).toBe([...was.values()].filter((mrr) => mrr > 0).length)
        expect(valueOf(measured)).toBeCloseTo(stayed / total, 14)
      }
    }
    const [csat] = (await ask('csat')).rows
    const scores = readRows(`${folder}supports_ticket.csv`)
      .map((row) => row.satisfaction_score!)
      .filter((score) => score !== '')
    const satisfied = scores.filter((score) => Number(score) >= 4).length
    expect(csat!.measured).toMatchObject({ n: scores.length })
    expect(valueOf(csat!.measured)).toBe(satisfied / scores.length)
  })
})
