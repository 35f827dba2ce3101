import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FealtyError } from '@fealty/core'
import { sql } from '@fealty/engine'
import { listImports } from '@fealty/store'
import { buildSnapshot } from '../facts/snapshot.ts'
import { openTestWorkspace, type TestWorkspace } from '../test/open-workspace.ts'
import { importFiles } from './import-files.ts'
import type { ImportReport } from './import-request.ts'
import { sheetXml, workbookParts, writeZip } from './test-workbook.ts'

/** Bad inputs 55 to 70 of the reliability page, made on the fly. */

let workspace: TestWorkspace
let folder: string

beforeAll(async () => {
  workspace = await openTestWorkspace('2026-01-05')
  folder = join(workspace.services.dataFolder, 'outside')
  await mkdir(folder)
})

afterAll(() => workspace.close())

async function run(name: string, bytes: string | Buffer): Promise<ImportReport> {
  const path = join(folder, name)
  await writeFile(path, bytes)
  return importFiles(workspace.services, {
    workspaceId: 'w1',
    kind: 'orders',
    files: [{ path, name }],
    mapping: {},
    cleaning: [],
    importedAt: '2026-01-05T00:00:00.000Z',
  })
}

const header = 'customer_id,at,amount'
const orderSheet = [
  ['customer_id', 'at', 'amount'],
  ['c1', '2025-03-01', 12.5],
]
const goodRows = sheetXml(orderSheet)

interface BadFile {
  what: string
  name: string
  make: () => string | Buffer | Promise<string | Buffer>
  code: string
  says: RegExp
}

/** 12,000 cells that all show the first shared text. */
const sharedOften = `<worksheet><sheetData>${Array.from(
  { length: 12_000 },
  (_, i) => `<row r="${i + 1}"><c r="A${i + 1}" t="s"><v>0</v></c></row>`,
).join('')}</sheetData></worksheet>`
const columnFar = `<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>`
const entity = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row r="1"><c t="inlineStr"><is><t>&e;</t></is></c></row></sheetData></worksheet>`
const lying = (size: number) =>
  writeZip(
    workbookParts(goodRows).map((part) =>
      part.name.includes('sheet1') ? { ...part, size } : part,
    ),
  )

async function parquet(): Promise<Buffer> {
  const { engine, dataFolder } = workspace.services
  const path = join(dataFolder, 'made.parquet')
  const none = buildSnapshot(dataFolder, 'w1', [])
  await engine.local.writeParquet(
    none,
    sql`select 'c' || i as customer_id, date '2025-01-01' as at, 1.5 as amount from range(5000) as r(i)`,
    path,
  )
  return readFile(path)
}

/** Rewrites the footer: the list of row groups (Thrift's compact protocol) claims 2³¹ − 1 entries. */
function claimRowGroups(bytes: Buffer): Buffer {
  // Field 3, 5,000 rows as a zigzag number; field 4, a list of one structure.
  const before = Buffer.from([0x16, 0x90, 0x4e, 0x19])
  const at = bytes.lastIndexOf(Buffer.concat([before, Buffer.from([0x1c])])) + before.length
  expect(at).toBeGreaterThan(before.length)
  const huge = Buffer.from([0xfc, 0xff, 0xff, 0xff, 0xff, 0x07])
  const body = Buffer.concat([bytes.subarray(0, at), huge, bytes.subarray(at + 1, -8)])
  const footer = Buffer.alloc(4)
  footer.writeUInt32LE(bytes.readUInt32LE(bytes.length - 8) + huge.length - 1)
  return Buffer.concat([body, footer, Buffer.from('PAR1')])
}

const badFiles: BadFile[] = [
  {
    what: '55 a sheet that unpacks a thousandfold',
    name: 'bomb.xlsx',
    make: () => writeZip(workbookParts(`<worksheet>${' '.repeat(90_000_000)}</worksheet>`)),
    code: 'file.limit',
    says: /unpacks to far more/,
  },
  {
    what: '56 a shared text of a megabyte',
    name: 'long.xlsx',
    make: () =>
      writeZip(
        workbookParts(goodRows, { shared: `<sst><si><t>${'x'.repeat(1_000_000)}</t></si></sst>` }),
      ),
    code: 'file.limit',
    says: /32767 characters/,
  },
  {
    what: '56 a shared text of a megabyte in 12,000 cells',
    name: 'long-often.xlsx',
    make: () =>
      writeZip(
        workbookParts(sharedOften, {
          shared: `<sst><si><t>${'x'.repeat(1_000_000)}</t></si></sst>`,
        }),
      ),
    code: 'file.limit',
    says: /32767 characters/,
  },
  {
    what: '57 a zip in a zip',
    name: 'nested.xlsx',
    make: () => writeZip([{ name: 'inner.zip', content: writeZip(workbookParts(goodRows)) }]),
    code: 'file.format',
    says: /zip but no Excel workbook/,
  },
  {
    what: '58 a part that climbs out',
    name: 'climb.xlsx',
    make: () => writeZip([...workbookParts(goodRows), { name: '../../evil', content: 'x' }]),
    code: 'file.unreadable',
    says: /workbook is damaged/,
  },
  {
    what: '60 a part larger than it says',
    name: 'lying.xlsx',
    make: () => lying(10),
    code: 'file.unreadable',
    says: /workbook is damaged/,
  },
  {
    what: '60 a part smaller than it says',
    name: 'lying-more.xlsx',
    make: () => lying(4_000_000_000),
    code: 'file.unreadable',
    says: /workbook is damaged/,
  },
  {
    what: '61 an external entity',
    name: 'xxe.xlsx',
    make: () => writeZip(workbookParts(entity)),
    code: 'file.unreadable',
    says: /document type/,
  },
  {
    what: '62 only the last cell of the sheet',
    name: 'far.xlsx',
    make: () => writeZip(workbookParts(columnFar)),
    code: 'file.limit',
    says: /XFD1048576 lies beyond/,
  },
  {
    what: '63 a quote that is never closed, 100 MB',
    name: 'unclosed.csv',
    make: () => `${header}\nc1,2025-03-01,1\n"c2,${'x,y\n'.repeat(25_000_000)}`,
    code: 'file.unreadable',
    says: /opens in line 3 is never closed/,
  },
  {
    what: '65 ten thousand columns',
    name: 'wide.csv',
    make: () => `${Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(',')}\n`,
    code: 'file.limit',
    says: /10000 columns/,
  },
  {
    what: '67 a truncated Parquet file',
    name: 'cut.parquet',
    make: async () => (await parquet()).subarray(0, 2_000),
    code: 'file.unreadable',
    says: /Parquet file is damaged/,
  },
  {
    what: '67 a Parquet file with a flipped footer',
    name: 'flipped.parquet',
    make: async () => {
      const bytes = Buffer.from(await parquet())
      for (let at = bytes.length - 200; at < bytes.length - 8; at += 3) bytes[at]! ^= 0xff
      return bytes
    },
    code: 'file.unreadable',
    says: /Parquet file is damaged/,
  },
  {
    what: '67 a Parquet file that says it has two thousand million row groups',
    name: 'groups.parquet',
    make: async () => claimRowGroups(await parquet()),
    code: 'file.unreadable',
    says: /Parquet file is damaged/,
  },
  {
    what: '68 a web page called .csv',
    name: 'page.csv',
    make: () => '\n <!DOCTYPE html><html><body>Sign in</body></html>',
    code: 'file.format',
    says: /web page/,
  },
  {
    what: 'a gzip bomb',
    name: 'bomb.csv.gz',
    make: () => gzipSync(Buffer.concat([Buffer.from(`${header}\n`), Buffer.alloc(80_000_000, 10)])),
    code: 'file.limit',
    says: /unpacks to far more/,
  },
  {
    what: 'a truncated gzip',
    name: 'cut.csv.gz',
    make: () => {
      const rows = Array.from({ length: 9_999 }, (_, i) => `c${i},2025-03-01,${i}`)
      return gzipSync(`${header}\n${rows.join('\n')}`).subarray(0, 5_000)
    },
    code: 'file.unreadable',
    says: /ends too early/,
  },
  {
    what: 'binary data',
    name: 'noise.csv',
    make: () => Buffer.from([1, 0, 7, 200, 0, 0, 3, 0, 0, 255, 9, 9]),
    code: 'file.format',
    says: /binary/,
  },
  {
    what: 'an old Excel file',
    name: 'old.xls',
    make: () => Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    code: 'file.format',
    says: /save it as .xlsx/,
  },
  { what: 'nothing', name: 'empty.csv', make: () => '', code: 'file.unreadable', says: /is empty/ },
  {
    what: 'a header and nothing below',
    name: 'header.csv',
    make: () => `${header}\n`,
    code: 'file.unreadable',
    says: /no rows below/,
  },
  {
    what: 'no column for a required field',
    name: 'other.csv',
    make: () => 'a,b\nx,y\n',
    code: 'file.mapping',
    says: /need customer_id and at and amount/,
  },
  {
    what: 'days that can be read both ways',
    name: 'both.csv',
    make: () => `${header}\nc1,03/04/2025,1\nc2,05/06/2025,2\n`,
    code: 'file.mapping',
    says: /day\/month or as month\/day/,
  },
  {
    what: 'no row that fits',
    name: 'misfit.csv',
    make: () => `${header}\nc1,2025-03-01,1e99\nc2,2025-03-01,1e98\n`,
    code: 'file.mapping',
    says: /none of 2 rows fits/,
  },
]

describe('a bad file is refused with a clear error, and nothing is loaded', () => {
  test.each(badFiles)('$what', { timeout: 120_000 }, async ({ name, make, code, says }) => {
    const bytes = await make()
    const error: unknown = await run(name, bytes).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(FealtyError)
    expect(error).toMatchObject({ code })
    expect((error as FealtyError).message).toMatch(says)
    expect(await listImports(workspace.services.store, 'w1', 'all')).toEqual([])
    const left = await readdir(join(workspace.services.dataFolder, 'staging'))
    expect(left.filter((entry) => entry.startsWith('import-'))).toEqual([])
  })
})

describe('what looks bad and can be read is read', () => {
  test('59 a link inside a workbook is never followed', async () => {
    const parts = workbookParts(goodRows)
    const link = { name: 'xl/link', content: '/etc/passwd', mode: 0o120777 }
    const report = await run('link.xlsx', writeZip([...parts, link]))
    expect(report).toMatchObject({ rowsIn: 1, kept: 1 })
  })

  test('64 UTF-16 with a byte order mark and mixed line ends', async () => {
    const text = `\ufeff${header},Name\r\nc1,2025-03-01,1,Müller\nc2,2025-03-02,2,Łódź\rc3,2025-03-03,3,x\r\n`
    const report = await run('sixteen.csv', Buffer.from(text, 'utf16le'))
    expect(report).toMatchObject({ rowsIn: 3, kept: 3, rejected: 0 })
  })

  test('66 a header called __proto__ is a column like any other', async () => {
    const report = await run('proto.csv', `${header},__proto__\nc1,2025-03-01,1,x\n`)
    expect(report).toMatchObject({ rowsIn: 1, kept: 1 })
    const [record] = (await listImports(workspace.services.store, 'w1')).slice(-1)
    expect(record?.columns.map(({ name }) => name)).toContain('attr:__proto__')
    expect(Object.prototype).not.toHaveProperty('x')
  })

  test('69 the same file twice is recognised, also under another name', async () => {
    const bytes = `${header}\nc9,2025-03-01,9\n`
    await run('once.csv', bytes)
    await expect(run('twice.csv', bytes)).rejects.toMatchObject({ code: 'file.same' })
  })
})
