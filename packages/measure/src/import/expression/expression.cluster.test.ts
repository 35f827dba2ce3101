import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  identifier,
  joinSql,
  literal,
  openEngine,
  readEngineSettings,
  sql,
  type Engine,
  type LocalEngine,
  type Row,
  type Sql,
} from '@fealty/engine'
import { isoMoment } from '../evidence/column-format.ts'
import { readMomentFormat, readNumberFormat } from '../evidence/read-evidence.ts'
import { compileExpression } from './compile.ts'
import { toText } from './conversions.ts'
import { Layers } from './layers.ts'
import { rawNode, type CompileContext } from './node.ts'
import { parseExpression } from './parse.ts'

let folder: string
let cluster: Engine

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fealty-expression-'))
  cluster = openEngine({ dataFolder: folder, memory: '300MB' }, readEngineSettings(process.env))
})
afterAll(async () => {
  await cluster.close()
  await rm(folder, { recursive: true, force: true })
})

const nothing = { id: 'none', workspaceId: 'none', tables: {} }
const timeZone = 'Europe/Berlin'

/** The value of an expression as text, and why the row would not fit, as an engine finds them. */
async function evaluate(
  engine: Pick<LocalEngine, 'dialect' | 'query'>,
  text: string,
  row: Record<string, string>,
): Promise<Row> {
  const names = Object.keys(row)
  const cells = names.map(
    (name, index) => sql`${literal(row[name]!)} as ${identifier(`c${index}`)}`,
  )
  const source = sql`(select ${joinSql([sql`1 as pos`, ...cells], ', ')})`
  const ask = (statement: Sql) => engine.query(nothing, statement)
  const rows = { ask, dialect: engine.dialect, source }
  const cell = (name: string) => sql`nullif(${identifier(`c${names.indexOf(name)}`)}, '')`
  const layers = new Layers()
  const numbers = new Map<string, Awaited<ReturnType<typeof readNumberFormat>>>()
  const moments = new Map<string, Awaited<ReturnType<typeof readMomentFormat>>>()
  for (const name of names) {
    numbers.set(name, await readNumberFormat(rows, cell(name)))
    moments.set(name, await readMomentFormat(rows, cell(name)))
  }
  const context: CompileContext = {
    field: 'amount',
    formats: {
      number: (name) => numbers.get(name)!,
      moment: (name) => moments.get(name) ?? isoMoment,
    },
    dialect: engine.dialect,
    column: (name) => rawNode(name, cell(name)),
    timeZone,
    define: (part) => layers.define(part),
  }
  const node = compileExpression(parseExpression('amount', text, names), context)
  const checks = node.misfits.map(({ when }, index) => sql`${when} as ${identifier(`m${index}`)}`)
  const value = sql`${toText(node, context).sql} as value`
  const [found] = await engine.query(
    nothing,
    sql`select ${joinSql([value, ...checks], ', ')} from ${layers.over(source)} r`,
  )
  return { ...found!, reasons: node.misfits.map(({ reason }) => reason).join() }
}

const retail = { Quantity: '3', Price: '0.1', Kind: ' return ', Day: '2025-01-31', Note: '' }

test.each<[string, Record<string, string>]>([
  ...[
    'Quantity * Price',
    '-Quantity + 1',
    '(2 + 3) * 4 / 7',
    '1 / 0',
    "concat(Kind, '-', Quantity, Note)",
    "nullif(trim(Kind), 'return')",
    'nullif(Quantity, 3)',
    "coalesce(Note, Day, 'none')",
    "if(trim(Kind) = 'return' and Quantity > 2, -Price, Price)",
    'if(not Quantity > 5 or Price <= 0, true, false)',
    "date('12/31/24 11:05 pm', 'MM/DD/YY hh:mm a')",
    'add_months(Day, 1)',
    'add_days(Day, -31)',
    "date(Day) >= date('31.01.2025', 'DD.MM.YYYY')",
    'round(Price * 25, 1)',
    'abs(0 - Quantity)',
    'upper(trim(Kind))',
    "replace(trim(Kind), 'return', '7') * 2",
    'Kind * 2',
    'date(Kind)',
    '99999999999999999999999999999999999999 * 10',
    '123456.789 * 0.000001',
  ].map((text): [string, Record<string, string>] => [text, retail]),
  ...[
    ...['1,234.50', '1.234,50', '12,5', '1 234,50 €', '$1,234', '(12.50)', '12.50-', '- 7,25'],
    ...["1'234.50 CHF", '+5', '1e3', '1.5E-2', '1_000', '12abc', '0x1F', '1d', 'nan', '.5', '007'],
  ].map((v): [string, Record<string, string>] => ['v + 0', { v }]),
  ...[
    ...['2024-02-29', '2024-02-29T10:00:00Z', '2024-07-01 23:30:00+00:00', '29.02.2024', '2024-05'],
    ...[
      '20240229',
      '1719873000',
      '1719873000123',
      '29 Feb 2024',
      'Feb 29, 2024',
      '31/12/2024 17:05',
    ],
    ...['2023-02-29', '0999-01-01', 'soon'],
  ].map((v): [string, Record<string, string>] => ['date(v)', { v }]),
])('%s of %j is the same on both engines', async (text, row) => {
  expect(await evaluate(cluster, text, row)).toEqual(await evaluate(cluster.local, text, row))
})
