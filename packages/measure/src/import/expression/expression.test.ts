import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FealtyError } from '@fealty/core'
import {
  duckdbDialect,
  identifier,
  joinSql,
  literal,
  sql,
  type Cell,
  type Sql,
} from '@fealty/engine'
import { Scratch } from '@fealty/engine/scratch'
import { isoMoment } from '../evidence/column-format.ts'
import { readMomentFormat, readNumberFormat } from '../evidence/read-evidence.ts'
import { compileExpression } from './compile.ts'
import { Layers } from './layers.ts'
import { rawNode, type CompileContext } from './node.ts'
import { parseExpression } from './parse.ts'

let folder: string
let scratch: Scratch

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fealty-expression-'))
  const timeZone = 'Europe/Berlin'
  scratch = await Scratch.open({ folder, readable: [], memory: '256MB', threads: 1, timeZone })
})
afterAll(async () => {
  scratch.close()
  await rm(folder, { recursive: true, force: true })
})

/** The value of an expression in a file of one row, and why the row would not fit. */
async function evaluate(
  text: string,
  row: Record<string, string> = {},
): Promise<{ value: Cell; misfits: string[] }> {
  const columns = Object.keys(row)
  const cells = columns.map(
    (name, index) => sql`${literal(row[name]!)} as ${identifier(`c${index}`)}`,
  )
  await scratch.run(
    sql`create or replace table raw as select ${joinSql([sql`1 as pos`, ...cells], ', ')}`,
  )
  const column = (name: string) =>
    rawNode(name, sql`nullif(${identifier(`c${columns.indexOf(name)}`)}, '')`)
  const ask = (statement: Sql) => scratch.rows(statement)
  const rows = { ask, dialect: duckdbDialect, source: sql`raw` }
  const layers = new Layers()
  const numbers = new Map<string, Awaited<ReturnType<typeof readNumberFormat>>>()
  const moments = new Map<string, Awaited<ReturnType<typeof readMomentFormat>>>()
  for (const name of columns) {
    numbers.set(name, await readNumberFormat(rows, column(name).sql))
    moments.set(name, await readMomentFormat(rows, column(name).sql))
  }
  const context: CompileContext = {
    field: 'amount',
    formats: {
      number: (name) => numbers.get(name)!,
      moment: (name) => moments.get(name) ?? isoMoment,
    },
    dialect: duckdbDialect,
    column,
    timeZone: 'Europe/Berlin',
    define: (part) => layers.define(part),
  }
  const node = compileExpression(parseExpression('amount', text, columns), context)
  const checks = node.misfits.map(({ when }, index) => sql`${when} as ${identifier(`m${index}`)}`)
  const [found] = await scratch.rows(
    sql`select ${joinSql([sql`${node.sql} as value`, ...checks], ', ')} from ${layers.over(sql`raw`)}`,
  )
  const misfits = node.misfits.filter((_, index) => found?.[`m${index}`] === true)
  return { value: found?.value ?? null, misfits: misfits.map(({ reason }) => reason) }
}

const retail = {
  Quantity: '3',
  Price: '0.1',
  'Customer ID': '13085',
  Kind: 'return',
  Day: '2025-01-31',
}

describe('what an expression gives', () => {
  test.each<[string, Cell]>([
    ['Quantity * Price', '0.3'],
    ['quantity*price', '0.3'],
    ['Customer ID', '13085'],
    ['"Customer ID"', '13085'],
    ['`Customer ID`', '13085'],
    ["concat(Kind, '-', Customer ID)", 'return-13085'],
    ['-Quantity + 1', '-2'],
    ['2 + 3 * 4', '14'],
    ['(2 + 3) * 4', '20'],
    ['1 / 8', '0.125000000000'],
    ['1 / 0', null],
    ["nullif(Kind, 'return')", null],
    ['nullif(Quantity, 3)', null],
    ["coalesce(nullif(Kind, 'return'), 'none')", 'none'],
    ["if(Kind = 'return', -Price, Price)", '-0.1'],
    ["if(not Kind = 'return' or Quantity > 5, 1, 2)", '2'],
    ["date('31.12.2024', 'DD.MM.YYYY')", '2024-12-31 00:00:00'],
    ["date('12/31/24 11:05 pm', 'MM/DD/YY hh:mm a')", '2024-12-31 23:05:00'],
    ['add_months(Day, 1)', '2025-02-28'],
    ['add_days(Day, -31)', '2024-12-31'],
    ['round(Price * 25, 1)', '2.5'],
    ['abs(0 - Quantity)', '3'],
    ['upper(trim(Kind))', 'RETURN'],
    ["number('1.234,50', ',')", '1234.500000'],
    ["replace(Kind, 'return', '7') * 2", '14'],
  ])('%s', async (text, value) => {
    expect(await evaluate(text, retail)).toEqual({ value, misfits: [] })
  })

  test('products and sums of decimals are exact', async () => {
    const money = fc.tuple(
      fc.integer({ min: -9_999_999, max: 9_999_999 }),
      fc.constantFrom(0, 2, 4),
    )
    const write = ([units, scale]: [number, number]): string => {
      const digits = String(Math.abs(units)).padStart(scale + 1, '0')
      const text =
        scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(digits.length - scale)}`
      return units < 0 ? `-${text}` : text
    }
    await fc.assert(
      fc.asyncProperty(money, money, async (left, right) => {
        const row = { a: write(left), b: write(right) }
        const { value } = await evaluate('a * b', row)
        const scale = left[1] + right[1]
        expect(Number(String(value).replace('.', ''))).toBe(
          Number((BigInt(left[0]) * BigInt(right[0])).toString()),
        )
        expect(String(value).split('.')[1]?.length ?? 0).toBe(scale)
      }),
      { numRuns: 40, seed: 20260105 },
    )
  })
})

describe('a row that does not fit', () => {
  test.each([
    ['Kind * 2', ['it is no number']],
    ['date(Kind)', ['it is no day or time']],
    ['if(Quantity = 3, 1, Kind * 2)', []],
    ['if(Quantity = 4, 1, Kind * 2)', ['it is no number']],
    ['coalesce(Quantity, Kind * 1)', []],
    ['99999999999999999999999999999999999999 * 10', ['the result is too large']],
  ])('%s', async (text, misfits) => {
    expect((await evaluate(text, retail)).misfits).toEqual(misfits)
  })
})

describe('an expression that cannot be read names the place', () => {
  test.each([
    ['Quantity *', 11, /missing/],
    ['Quantity ** Price', 11, /not expected/],
    ['Quantyti * Price', 1, /no column “Quantyti”.*Quantity, Price/],
    ['nulif(Price, 0)', 1, /no function “nulif”.*nullif/],
    ['nullif(Price)', 1, /takes 2 arguments and has 1/],
    ["'open", 1, /never closed/],
    ['"no such"', 1, /no column/],
    ['Price ; drop table raw', 7, /no meaning/],
    ["date(Day, 'DD.QQ')", 15, /day pattern/],
    ['('.repeat(100), 62, /nested/],
    ['1+'.repeat(2_000), 2_000, /longer/],
    ['__proto__(1)', 1, /no function/],
  ])('%s', async (text, position, problem) => {
    const error: unknown = await evaluate(text, retail).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(FealtyError)
    expect(error).toMatchObject({ code: 'file.expression', details: { field: 'amount', position } })
    expect((error as FealtyError).message).toMatch(problem)
  })

  test('parts are named once, so deep nesting stays small', async () => {
    const deep = `${'coalesce('.repeat(50)}Price${', Price * 2)'.repeat(50)}`
    expect(await evaluate(deep, retail)).toEqual({ value: '0.1', misfits: [] })
  })
})

test('texts never become SQL', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
      const clean = text.replaceAll('\0', '')
      const { value } = await evaluate(`concat('${clean.replaceAll("'", "''")}')`, retail)
      expect(value).toBe(clean === '' ? null : clean)
    }),
    { numRuns: 60, seed: 20260105 },
  )
})

describe('how numbers are written', () => {
  test.each<[string, Cell]>([
    ['1,234.50', '1234.50'],
    ['1.234,50', '1234.50'],
    ['12,5', '12.5'],
    ['1 234,50 €', '1234.50'],
    ['$1,234', '1234'],
    ['(12.50)', '-12.50'],
    ['12.50-', '-12.50'],
    ['- 7,25', '-7.25'],
    ["1'234.50 CHF", '1234.50'],
    ['+5', '5'],
    ['1e3', '1000.000000000000'],
    ['1_000', null],
    ['12abc', null],
    ['0x1F', null],
    ['nan', null],
  ])('%s', async (text, value) => {
    expect((await evaluate('v + 0', { v: text })).value).toBe(value)
  })
})
