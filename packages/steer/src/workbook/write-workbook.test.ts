import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { checkPackage } from '../test/check-package.ts'
import { convertFile, dropKeptValues, officeMissing } from '../test/office.ts'
import { cellName, columnName, type Cell, type Workbook } from './workbook.ts'
import { writeWorkbook } from './write-workbook.ts'

/** Bad inputs 78 to 85: what customers may write at the start of a cell. */
const dangerous = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  '=HYPERLINK("http://example.org","click")',
  '＝1+1',
  '"=1+1',
  ';=1+1',
  '\u0000=1+1',
]

const words = (text: string): Cell => ({ kind: 'text', text })

function bookOf(rows: Cell[][]): Workbook {
  return {
    title: 'A book',
    author: 'Test company',
    subject: 'snapshot s1',
    madeAt: '2026-11-22T18:00:00.000Z',
    names: [{ name: 'Rate', reference: "'Sheet one'!$A$1" }],
    sheets: [{ name: 'Sheet one', widths: [20, 20], rows, frozenRows: 1 }],
  }
}

const sample = bookOf([
  [
    { kind: 'number', value: 0.1, style: 'input-share' },
    { kind: 'day', day: '2026-11-26' },
  ],
  [
    { kind: 'number', value: 31.128, style: 'points' },
    { kind: 'number', value: 35 },
  ],
  [
    { kind: 'formula', formula: 'A2-B2', value: -3.872, style: 'points' },
    { kind: 'formula', formula: 'NPV(Rate,B2,B2)', value: 35 / 1.1 + 35 / 1.21 },
  ],
  [null, { kind: 'formula', formula: 'IF(A3<0,"below","above")', value: 'below' }],
])

describe('a workbook', () => {
  it('is whole part by part', () => {
    expect(checkPackage(writeWorkbook(sample))).toEqual([])
  })

  it('is the same bytes for the same content', () => {
    expect(Buffer.from(writeWorkbook(sample)).equals(writeWorkbook(sample))).toBe(true)
  })

  it('writes what customers write as text, never as a formula', () => {
    const files = unzipSync(writeWorkbook(bookOf(dangerous.map((text) => [words(text)]))))
    const sheet = strFromU8(files['xl/worksheets/sheet1.xml']!)
    expect(sheet).not.toContain('<f')
    expect(sheet.match(/t="inlineStr"/g)).toHaveLength(dangerous.length)
  })

  it('refuses what Excel would repair', () => {
    const [sheet] = sample.sheets
    expect(() => writeWorkbook({ ...sample, sheets: [] })).toThrow(RangeError)
    expect(() => writeWorkbook({ ...sample, sheets: [sheet!, sheet!] })).toThrow(/same name/)
    expect(() => writeWorkbook({ ...sample, sheets: [{ ...sheet!, name: 'a/b' }] })).toThrow('a/b')
    expect(() => writeWorkbook(bookOf([[{ kind: 'number', value: NaN }]]))).toThrow('finite')
  })

  it('names cells as Excel does', () => {
    expect([0, 25, 26, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA'])
    expect(cellName(2, 1)).toBe('B3')
  })
})

describe.skipIf(officeMissing !== undefined)(`opened in LibreOffice ${officeMissing ?? ''}`, () => {
  it('recalculates every formula to the value beside it', { timeout: 120_000 }, () => {
    const toRows = (bytes: Uint8Array): string[] =>
      convertFile(bytes, 'xlsx', 'csv').toString('utf8').trim().split('\n')
    const kept = writeWorkbook(sample)
    const recalculated = toRows(dropKeptValues(kept))
    const [difference, worth] = recalculated[2]!.split(',').map(Number)
    expect(difference).toBeCloseTo(31.128 - 35, 9)
    expect(worth).toBeCloseTo(35 / 1.1 + 35 / 1.21, 9)
    expect(recalculated[3]).toBe(',below')
    expect(recalculated).toEqual(toRows(kept))
  })

  it('finds no formula in what customers wrote', { timeout: 120_000 }, () => {
    const book = writeWorkbook(bookOf(dangerous.map((text) => [words(text)])))
    const content = convertFile(book, 'xlsx', 'fods').toString('utf8')
    expect(content).toContain('=HYPERLINK(')
    expect(content).not.toContain('table:formula')
  })
})
