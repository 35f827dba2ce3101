import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FactKindName } from '@fealty/core'
import { sql, type Row, type Sql } from '@fealty/engine'
import { loadSnapshot } from '../facts/snapshot.ts'
import { openTestWorkspace, type TestWorkspace } from '../test/open-workspace.ts'
import { hasRealData, readRows, realFile } from '../test/real-data.ts'
import { importFiles, previewFiles } from './import-files.ts'
import type { ImportReport } from './import-request.ts'
import type { CleaningRule } from './job.ts'

/** Real sets, imported as a new user would, against a plain calculation of this file. */

let workspace: TestWorkspace
beforeEach(async () => {
  workspace = await openTestWorkspace('2026-01-05')
})
afterEach(() => workspace.close())

function bring(
  kind: FactKindName,
  files: readonly string[],
  mapping: Record<string, string> = {},
  cleaning: CleaningRule[] = [],
): Promise<ImportReport> {
  return importFiles(workspace.services, {
    workspaceId: 'w1',
    kind,
    files: files.map((file) => ({ path: realFile(file), name: file.split('/').at(-1)! })),
    mapping,
    cleaning,
    importedAt: '2026-01-05T00:00:00.000Z',
  })
}

async function ask(statement: Sql): Promise<Row[]> {
  const { engine } = workspace.services
  return engine.query(await loadSnapshot(workspace.services, 'w1'), statement)
}

/** Money as whole ten-thousandths, so that the sum here is as exact as the one it checks. */
function exactSum(amounts: readonly string[]): string {
  const total = amounts.reduce((sum, amount) => {
    const [whole = '0', part = ''] = amount.replace('-', '').replace(/^\./, '0.').split('.')
    const units = BigInt(whole) * 10_000n + BigInt(part.padEnd(4, '0'))
    return amount.startsWith('-') ? sum - units : sum + units
  }, 0n)
  return `${total / 10_000n}.${String(total % 10_000n).padStart(4, '0')}`
}

describe.skipIf(!hasRealData)('real sets (skipped where the shared data are not there)', () => {
  test(
    'online-retail-ii: both years, duplicates and rows without customer dropped',
    {
      timeout: 300_000,
    },
    async () => {
      const report = await bring(
        'orders',
        [
          'online-retail-ii/online_retail_2009_2010.csv.gz',
          'online-retail-ii/online_retail_2010_2011.csv.gz',
        ],
        { amount: 'Quantity * Price' },
        ['exact-duplicates', 'no-customer'],
      )
      expect(report).toMatchObject({ rowsIn: 525_461 + 541_909, kept: 800_665, rejected: 0 })
      const [all] = await ask(
        sql`select count(distinct customer_id) as customers, sum(amount) as total, min(day) as first, max(day) as last from orders`,
      )
      // 5,942 customers and 16,339,322.30 are the figures the work order names; to four digits it is:
      expect(all).toEqual({
        customers: 5942,
        total: '16339322.2980',
        first: '2009-12-01',
        last: '2011-12-09',
      })
      const [buying] = await ask(
        sql`select count(distinct customer_id) as customers from orders where amount > 0`,
      )
      expect(buying).toEqual({ customers: 5878 })
      await expect(
        bring(
          'orders',
          ['online-retail-ii/online_retail_2009_2010.csv.gz'],
          {
            amount: 'Quantity * Price',
          },
          ['exact-duplicates', 'no-customer'],
        ),
      ).resolves.toMatchObject({ kept: 0, importId: null, rejected: 0 })
    },
  )

  test('cdnow master: a report with blanks between its cells', async () => {
    const report = await bring('orders', ['cdnow/CDNOW_master.txt'])
    const rows = readRows('cdnow/CDNOW_master.txt', /\s+/)
    expect(report).toMatchObject({ rowsIn: rows.length, kept: rows.length, rejected: 0 })
    const [totals] = await ask(
      sql`select count(distinct customer_id) as customers, sum(amount) as total, sum(quantity) as cds, min(day) as first, max(day) as last from orders`,
    )
    const days = rows.map((row) => row.date!).sort()
    const dashed = (day: string) => `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`
    expect(totals).toEqual({
      customers: new Set(rows.map((row) => row.customer_id)).size,
      total: exactSum(rows.map((row) => row.dollar_value!)),
      cds: rows.reduce((sum, row) => sum + Number(row.number_of_cds), 0),
      first: dashed(days[0]!),
      last: dashed(days.at(-1)!),
    })
    expect(totals?.customers).toBe(23_570)
  })

  test('cdnow sample: no header, columns by number', async () => {
    const report = await bring('orders', ['cdnow/CDNOW_sample.txt'], {
      customer_id: 'column2',
      at: 'column3',
      quantity: 'column4',
      amount: 'column5',
    })
    expect(report).toMatchObject({ rowsIn: 6_919, kept: 6_919 })
    expect(report.warnings.join()).toMatch(/no header/)
    const [totals] = await ask(sql`select count(distinct customer_id) as customers from orders`)
    expect(totals).toEqual({ customers: 2_357 })
  })

  test('nps-package-testdata: score, day and unit by guess', async () => {
    const report = await bring('responses', ['nps-package-testdata/nps_testdata.csv'], {
      'rating:*': '*',
    })
    const rows = readRows('nps-package-testdata/nps_testdata.csv')
    expect(report).toMatchObject({ rowsIn: 1_000, kept: 1_000 })
    const counted = await ask(
      sql`select nps, count(*) as answers from responses group by nps order by nps nulls last`,
    )
    const expected = Array.from({ length: 11 }, (_, nps) => ({
      nps,
      answers: rows.filter((row) => row.REC === String(nps)).length,
    })).filter(({ answers }) => answers > 0)
    expect(counted).toEqual(expected)
    const [rating] = await ask(
      sql`select sum("rating:Product.Tastiness") as sum, count(day) as dated from responses`,
    )
    const sum = rows.reduce((total, row) => total + Number(row['Product.Tastiness']), 0)
    expect(rating).toEqual({ sum, dated: 1_000 })
  })

  test('airline: fourteen ratings at once, 0 means not applicable', async () => {
    const file = 'airline-passenger-satisfaction/airline_passenger_satisfaction.csv.gz'
    const preview = await previewFiles(workspace.services, {
      workspaceId: 'w1',
      kind: 'responses',
      files: [{ path: realFile(file), name: 'airline.csv.gz' }],
      mapping: {},
      cleaning: [],
      importedAt: '2026-01-05T00:00:00.000Z',
    })
    expect(preview.ratings).toHaveLength(14)
    expect(preview.warnings.join()).toMatch(/“Satisfaction” is called like csat/)
    const report = await bring('responses', [file], { 'rating:*': 'nullif(*, 0)' })
    const rows = readRows(file)
    expect(report).toMatchObject({ rowsIn: rows.length, kept: rows.length })
    const [seat] = await ask(
      sql`select count("rating:Seat Comfort") as n, sum("rating:Seat Comfort") as sum, count("rating:In-flight Wifi Service") as wifi from responses`,
    )
    const seats = rows.map((row) => Number(row['Seat Comfort'])).filter((rating) => rating > 0)
    expect(seat).toEqual({
      n: seats.length,
      sum: seats.reduce((sum, rating) => sum + rating, 0),
      wifi: rows.filter((row) => row['In-flight Wifi Service'] !== '0').length,
    })
  })

  test('telco-ibm-v1: customers, and contracts from the length they ran', async () => {
    const file = 'telco-ibm-v1/Telco-Customer-Churn.csv'
    const rows = readRows(file)
    await bring('customers', [file])
    const report = await bring('subscriptions', [file], {
      start: "add_months(date('2020-01-01'), -tenure)",
      end: "if(Churn = 'Yes', date('2020-01-01'), null)",
      product: 'Contract',
    })
    expect(report).toMatchObject({ rowsIn: 7_043, kept: 7_043, rejected: 0 })
    const [totals] = await ask(
      sql`select count(*) as n, sum(mrr) as mrr, count("end") as ended, min(start) as first from subscriptions`,
    )
    expect(totals).toEqual({
      n: 7_043,
      mrr: exactSum(rows.map((row) => row.MonthlyCharges!)),
      ended: rows.filter((row) => row.Churn === 'Yes').length,
      first: '2014-01-01',
    })
    const [women] = await ask(
      sql`select count(*) as n from customers where "attr:gender" = 'Female'`,
    )
    expect(women).toEqual({ n: rows.filter((row) => row.gender === 'Female').length })
  })

  test('ravenstack: five files, days written day-month-year', async () => {
    const folder = 'ravenstack-saas/ravenstack_'
    await bring('customers', [`${folder}accounts.csv`])
    await bring('subscriptions', [`${folder}subscriptions.csv`])
    const tickets = await bring('responses', [`${folder}supports_ticket.csv`])
    await bring('interactions', [`${folder}supports_ticket.csv`], {
      minutes: 'resolution_time_hours * 60',
    })
    const rows = readRows(`${folder}subscriptions.csv`)
    const iso = (day: string) => day.split('-').reverse().join('-')
    const [contracts] = await ask(
      sql`select count(*) as n, sum(mrr) as mrr, min(start) as first, max("end") as last, count("end") as ended from subscriptions`,
    )
    const ends = rows
      .map((row) => row.end_date!)
      .filter((day) => day !== '')
      .map(iso)
    expect(contracts).toEqual({
      n: rows.length,
      mrr: exactSum(rows.map((row) => row.mrr_amount!)),
      first: rows.map((row) => iso(row.start_date!)).sort()[0],
      last: ends.sort().at(-1),
      ended: ends.length,
    })
    const scores = readRows(`${folder}supports_ticket.csv`).map((row) => row.satisfaction_score!)
    const [csat] = await ask(sql`select count(csat) as n, sum(csat) as sum from responses`)
    const given = scores.filter((score) => score !== '').map(Number)
    expect(csat).toEqual({ n: given.length, sum: given.reduce((sum, score) => sum + score, 0) })
    expect(tickets.kept).toBe(scores.length)
    const [customers] = await ask(sql`select count(*) as n, min(since) as first from customers`)
    const since = readRows(`${folder}accounts.csv`).map((row) => iso(row.signup_date!))
    expect(customers).toEqual({ n: since.length, first: since.sort()[0] })
  })
})
