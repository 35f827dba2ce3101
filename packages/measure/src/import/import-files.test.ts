import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { FactKindName } from '@fealty/core'
import { sql, type Row, type Sql } from '@fealty/engine'
import { changeWorkspace, listImports, undoImport } from '@fealty/store'
import { loadSnapshot } from '../facts/snapshot.ts'
import { openTestWorkspace, type TestWorkspace } from '../test/open-workspace.ts'
import { importFiles, previewFiles } from './import-files.ts'
import type { ImportFiles, ImportReport } from './import-request.ts'
import { sheetXml, workbookParts, writeZip } from './test-workbook.ts'

let workspace: TestWorkspace
let folder: string

beforeEach(async () => {
  workspace = await openTestWorkspace('2026-01-05')
  folder = join(workspace.services.dataFolder, 'outside')
  await mkdir(folder)
})
afterEach(() => workspace.close())

async function bring(
  kind: FactKindName,
  content: string | Buffer,
  options: Partial<ImportFiles> & { name?: string } = {},
): Promise<ImportReport> {
  const { name = 'file.csv', ...rest } = options
  const path = join(folder, name)
  await writeFile(path, content)
  return importFiles(workspace.services, {
    workspaceId: 'w1',
    kind,
    files: [{ path, name }],
    mapping: {},
    cleaning: [],
    importedAt: '2026-01-05T00:00:00.000Z',
    ...rest,
  })
}

async function ask(statement: Sql): Promise<Row[]> {
  return workspace.services.engine.query(await loadSnapshot(workspace.services, 'w1'), statement)
}

describe('rows', () => {
  test('every row is kept, rejected with line and reason, or dropped by a named rule', async () => {
    const report = await bring(
      'orders',
      [
        'customer_id,at,amount,note',
        'c1,2025-01-01,10,first',
        'c1,2025-01-01,10,first',
        '',
        'c2,2025-01-02,ten,=1+1',
        ',2025-01-03,5,nobody',
        'c3,2025-13-01,7,"two\nlines"',
        'c4,2025-01-05',
        'c5,2025-01-06,"8"x",bad quote',
        'c6,2025-01-07,9,last',
        ',,,',
      ].join('\n'),
      { cleaning: ['exact-duplicates', 'no-customer'] },
    )
    expect(report).toMatchObject({
      rowsIn: 8,
      kept: 2,
      rejected: 4,
      dropped: { 'exact-duplicates': 1, 'no-customer': 1 },
      firstDay: '2025-01-01',
      lastDay: '2025-01-07',
    })
    const rejects = await readFile(report.rejectsFile!, 'utf8')
    expect(rejects.split('\n')[0]).toBe('file,line,column,reason,row')
    expect(rejects).toContain('file.csv,5,amount,it is no number,"c2,2025-01-02,ten,=1+1"')
    expect(rejects).toContain('file.csv,7,at,it is no day or time')
    expect(rejects).toContain('file.csv,9,,it has 2 cells and the header has 4')
    expect(rejects).toContain('file.csv,10,,a quote inside a quoted cell is not doubled')
  })

  test('a rejected row that begins like a formula is made harmless', async () => {
    const report = await bring('orders', 'customer_id,at,amount\n=cmd(),x,1\nc1,2025-01-01,1\n')
    expect(await readFile(report.rejectsFile!, 'utf8')).toContain(`"'=cmd(),x,1"`)
  })

  test('products and sums are exact, returns are negative', async () => {
    await bring(
      'orders',
      'customer,date,Quantity,Price\na,2025-01-01,3,0.1\na,2025-01-01,-1,0.3\n',
      {
        mapping: { amount: 'Quantity * Price' },
      },
    )
    expect(await ask(sql`select sum(amount) as total, min(amount) as least from orders`)).toEqual([
      { total: '0.0000', least: '-0.3000' },
    ])
  })

  test('of master data with one key the last row counts, and the others are counted', async () => {
    const report = await bring('customers', 'customer_id,name\nc1,Old\nc2,Two\nc1,New\n')
    expect(report).toMatchObject({ rowsIn: 3, kept: 2, dropped: { superseded: 1 } })
    expect(await ask(sql`select name from customers where customer_id = 'c1'`)).toEqual([
      { name: 'New' },
    ])
  })

  test('duplicates of an earlier import are dropped, also from a file with other columns order', async () => {
    await bring('orders', 'customer_id,at,amount\nc1,2025-01-01,4\nc2,2025-01-02,5\n', {
      cleaning: ['exact-duplicates'],
    })
    const report = await bring(
      'orders',
      'amount,customer_id,at\n4.0,c1,2025-01-01\n6,c3,2025-01-03\n',
      {
        cleaning: ['exact-duplicates'],
        name: 'next.csv',
      },
    )
    expect(report).toMatchObject({ rowsIn: 2, kept: 1, dropped: { 'exact-duplicates': 1 } })
  })

  test('scores outside their scale are rejected, or emptied by the mapping', async () => {
    const file =
      'customer,date,nps,csat\nc1,2025-01-01,10,5\nc2,2025-01-01,11,4\nc3,2025-01-01,9.5,3\nc4,2025-01-01,7.0,0\n'
    const report = await bring('responses', file, { mapping: { csat: 'nullif(csat, 0)' } })
    expect(report).toMatchObject({ kept: 2, rejected: 2 })
    expect(await ask(sql`select nps, csat from responses order by nps`)).toEqual([
      { nps: 7, csat: null },
      { nps: 10, csat: 5 },
    ])
  })
})

describe('how files are written', () => {
  test('decimal commas, dotted days, semicolons and Windows-1252', async () => {
    const text =
      'Kunde;Datum;Betrag;Ort\nc1;31.12.2024;1.234,56 €;Köln\nc2;01.02.2025;-7,5;Münster\n'
    const report = await bring('orders', Buffer.from(text.replace('€', '\u0080'), 'latin1'), {
      mapping: { customer_id: 'Kunde', at: 'Datum', amount: 'Betrag' },
    })
    expect(report.warnings.join()).toMatch(/Windows-1252/)
    expect(await ask(sql`select day, amount, "attr:Ort" as city from orders order by day`)).toEqual(
      [
        { day: '2024-12-31', amount: '1234.5600', city: 'Köln' },
        { day: '2025-02-01', amount: '-7.5000', city: 'Münster' },
      ],
    )
  })

  test.each([
    ['month first', '12/31/2024,01/02/2025', ['2024-12-31', '2025-01-02']],
    ['day first', '31/12/2024,01/02/2025', ['2024-12-31', '2025-02-01']],
    ['compact', '20241231,20250201', ['2024-12-31', '2025-02-01']],
    ['named months', '31-Dec-2024,1-Feb-2025', ['2024-12-31', '2025-02-01']],
    ['with half-day times', '12/31/2024 11:30 PM,1/2/2025 12:05 AM', ['2024-12-31', '2025-01-02']],
  ])('days written %s', async (_, days, expected) => {
    const rows = days.split(',').map((day) => `c1,${day},1`)
    await bring('orders', `customer,date,amount\n${rows.join('\n')}\n`)
    const found = await ask(sql`select day from orders order by day`)
    expect(found.map(({ day }) => day)).toEqual(expected)
  })

  test('an offset is moved to the workspace’s zone, a naive moment is local', async () => {
    await changeWorkspace(workspace.services.store, 'w1', { timeZone: 'Europe/Berlin' })
    await bring(
      'orders',
      'customer,at,amount\nc1,2025-06-30T23:30:00Z,1\nc2,2025-06-30 23:30:00,2\nc3,2025-12-31T23:30:00-05:00,3\n',
    )
    expect(await ask(sql`select customer_id, "at", day from orders order by customer_id`)).toEqual([
      { customer_id: 'c1', at: '2025-07-01 01:30:00', day: '2025-07-01' },
      { customer_id: 'c2', at: '2025-06-30 23:30:00', day: '2025-06-30' },
      { customer_id: 'c3', at: '2026-01-01 05:30:00', day: '2026-01-01' },
    ])
  })

  test('JSON lines, packed, with a bad line and a column that comes late', async () => {
    const lines = [
      '{"customer_id":"c1","at":"2025-01-01","amount":16.10,"where":{"city":"Köln"}}',
      'not json',
      '{"customer_id":"c2","at":"2025-01-02","amount":-1,"late":true}',
    ]
    const report = await bring('orders', gzipSync(lines.join('\n')), { name: 'orders.dat' })
    expect(report).toMatchObject({ rowsIn: 3, kept: 2, rejected: 1 })
    expect(
      await ask(
        sql`select amount, "attr:where.city" as city, "attr:late" as late from orders order by amount`,
      ),
    ).toEqual([
      { amount: '-1.0000', city: null, late: 'true' },
      { amount: '16.1000', city: 'Köln', late: null },
    ])
  })

  test('a workbook: days by number format, shared texts, numbers as they are shown', async () => {
    const sheet = `<worksheet><sheetData>
      <row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="C2" t="s"><v>2</v></c></row>
      <row r="3"><c r="A3"><v>13085</v></c><c r="B3" s="1"><v>45658.5</v></c><c r="C3"><v>16.100000000000001</v></c></row>
      <row r="4"/><row r="5"><c r="A5" t="inlineStr"><is><t>c9</t></is></c><c r="B5" s="1"><v>45659</v></c><c r="C5"><v>-2</v></c></row>
    </sheetData></worksheet>`
    const shared =
      '<sst><si><t>customer</t></si><si><r><t>da</t></r><r><t>te</t></r></si><si><t>amount</t></si></sst>'
    const styles =
      '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>'
    const bytes = writeZip(workbookParts(sheet, { shared, styles }))
    const report = await bring('orders', bytes, { name: 'book.xlsx' })
    expect(report).toMatchObject({ rowsIn: 2, kept: 2 })
    expect(await ask(sql`select customer_id, "at", amount from orders order by "at"`)).toEqual([
      { customer_id: '13085', at: '2025-01-01 12:00:00', amount: '16.1000' },
      { customer_id: 'c9', at: '2025-01-02 00:00:00', amount: '-2.0000' },
    ])
  })

  test('a large workbook streams: 60,000 rows', async () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => [`c${i}`, '2025-01-01', i])
    const sheet = sheetXml([['customer', 'date', 'amount'], ...rows])
    const report = await bring('orders', writeZip(workbookParts(sheet)), { name: 'large.xlsx' })
    expect(report).toMatchObject({ rowsIn: 60_000, kept: 60_000 })
  })

  test('broken characters in a UTF-8 file cost their rows only', async () => {
    const bytes = Buffer.concat([
      Buffer.from('customer,date,amount,name\nc1,2025-01-01,1,Müller Łódź\nc2,2025-01-01,1,x'),
      Buffer.from([0xc3, 0x28]),
      Buffer.from('y\nc3,2025-01-01,1,Zoë\n'),
    ])
    const report = await bring('orders', bytes)
    expect(report).toMatchObject({ rowsIn: 3, kept: 2, rejected: 1 })
    expect(await ask(sql`select "attr:name" as name from orders order by 1`)).toEqual([
      { name: 'Müller Łódź' },
      { name: 'Zoë' },
    ])
  })
})

describe('all or nothing', () => {
  test('a dry run says what would be and keeps nothing', async () => {
    const report = await bring('orders', 'customer,date,amount\nc1,2025-01-01,1\n', {
      dryRun: true,
    })
    expect(report).toMatchObject({ rowsIn: 1, kept: 1, importId: null })
    expect(await listImports(workspace.services.store, 'w1', 'all')).toEqual([])
    expect(existsSync(join(workspace.services.dataFolder, 'facts'))).toBe(false)
  })

  test('an undone import is gone from every answer and can come again', async () => {
    const file = 'customer,date,amount\nc1,2025-01-01,1\n'
    const first = await bring('orders', file)
    await undoImport(workspace.services.store, 'w1', first.importId!, '2026-01-05T00:00:00.000Z')
    expect(await ask(sql`select count(*) as n from orders`)).toEqual([{ n: 0 }])
    const again = await bring('orders', file)
    expect(again.importId).not.toBe(first.importId)
    expect(await ask(sql`select count(*) as n from orders`)).toEqual([{ n: 1 }])
  })

  test('the same file with another mapping is taken, and the doubt is said', async () => {
    const file = 'customer,date,amount,cost\nc1,2025-01-01,1,2\n'
    await bring('costs', file)
    const report = await bring('costs', file, { mapping: { amount: 'cost' } })
    expect(report.warnings.join()).toMatch(/was imported already/)
  })

  test('the same file gives the same bytes', async () => {
    const rows = Array.from({ length: 5_000 }, (_, i) => `c${i % 97},2025-01-${10 + (i % 20)},${i}`)
    const file = `customer,date,amount\n${rows.join('\n')}\n`
    const segments: Buffer[] = []
    for (const round of [1, 2]) {
      const report = await bring('orders', file, { cleaning: ['exact-duplicates'] })
      const [record] = await listImports(workspace.services.store, 'w1')
      const { dataFolder, store } = workspace.services
      segments.push(await readFile(join(dataFolder, record!.segmentPath)))
      if (round === 2) break
      await store.db.deleteFrom('imports').execute()
      await rm(join(dataFolder, record!.segmentPath))
      expect(report.kept).toBe(5_000)
    }
    expect(segments[0]!.equals(segments[1]!)).toBe(true)
  })

  test(
    'killed at any moment, nothing is loaded, nothing is left, and it can be done again',
    {
      timeout: 180_000,
    },
    async () => {
      const rows = Array.from({ length: 150_000 }, (_, i) => `c${i},2025-01-01,${i}`)
      const file = `customer,date,amount\n${rows.join('\n')}\n`
      for (const delay of [0, 150, 400, 700, 1_100]) {
        const attempt = bring('orders', file, {
          onStart: (pid) => setTimeout(() => kill(pid), delay),
        })
        const outcome = await attempt.then(
          (report) => report.importId,
          (error: unknown) => error,
        )
        const live = await listImports(workspace.services.store, 'w1')
        const staged = await readdir(join(workspace.services.dataFolder, 'staging')).catch(() => [])
        expect(staged.filter((name) => name.startsWith('import-'))).toEqual([])
        if (typeof outcome === 'string') {
          // It was done before the signal came: then all of it is there.
          expect(live.map(({ kept }) => kept)).toEqual([150_000])
          await undoImport(workspace.services.store, 'w1', outcome, '2026-01-05T00:00:00.000Z')
        } else {
          expect(outcome).toMatchObject({ code: 'file.interrupted' })
          expect(live).toEqual([])
        }
      }
      expect(await bring('orders', file)).toMatchObject({ kept: 150_000 })
    },
  )

  test('a caller who goes away ends the import', async () => {
    const gone = new AbortController()
    const rows = Array.from({ length: 200_000 }, (_, i) => `c${i},2025-01-01,${i}`)
    const attempt = bring('orders', `customer,date,amount\n${rows.join('\n')}\n`, {
      signal: gone.signal,
      onProgress: () => gone.abort(),
    })
    await expect(attempt).rejects.toMatchObject({ code: 'file.interrupted' })
    expect(await listImports(workspace.services.store, 'w1', 'all')).toEqual([])
  })
})

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It is gone already.
  }
}

test('a preview guesses kind and mapping, offers ratings, and counts what rules would drop', async () => {
  const rows = Array.from(
    { length: 40 },
    (_, i) => `c${i % 30},2025-01-01,${i % 11},${1 + (i % 5)}`,
  )
  const path = join(folder, 'survey.csv')
  await writeFile(
    path,
    `Customer ID,answeredAt,NPS Score,Cleanliness\n${rows.join('\n')}\n,2025-01-02,3,1\n`,
  )
  const preview = await previewFiles(workspace.services, {
    workspaceId: 'w1',
    files: [{ path, name: 'survey.csv' }],
    mapping: {},
    cleaning: [],
    importedAt: '2026-01-05T00:00:00.000Z',
  })
  expect(preview).toMatchObject({ kind: 'responses', missing: [], rowsRead: 41, isComplete: true })
  expect(preview.mapping.map(({ field, expression }) => [field, expression])).toEqual([
    ['customer_id', '"Customer ID"'],
    ['at', 'answeredAt'],
    ['nps', '"NPS Score"'],
  ])
  expect(preview.ratings.map(({ field }) => field)).toEqual(['rating:Cleanliness'])
  expect(preview.sample).toHaveLength(20)
  expect(preview.cleaning.find(({ rule }) => rule === 'no-customer')?.rows).toBe(1)
})
