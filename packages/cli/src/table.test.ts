import { expect, test } from 'vitest'
import { drawTable, writeCsv } from './table.ts'
import { showMeasured, showNumber } from './show-measured.ts'

test('a table is aligned by what people see, and shows no control characters', () => {
  const table = drawTable({
    columns: [{ title: 'Name' }, { title: 'Value', align: 'right' }],
    rows: [
      ['Zürich', '1.5'],
      ['a\u001b[31mred\r\n', 12],
    ],
  })
  expect(table).toBe(
    [
      'Name         Value',
      '───────────  ─────',
      'Zürich         1.5',
      'a�[31mred��     12',
      '',
    ].join('\n'),
  )
})

// The cells of the reliability page, section 3 E.
test.each(['=1+1', '+1', '-1', '@SUM(1)', '\t=1', '\r=1', '=HYPERLINK("x")', '＝1+1'])(
  'text %j is no formula in a spreadsheet',
  (cell) => {
    const [, line] = writeCsv(['name'], [[cell]]).split('\n')
    expect(line?.replace(/^"/, '').startsWith("'")).toBe(true)
  },
)

test('numbers stay numbers, commas and quotes are quoted', () => {
  expect(writeCsv(['a', 'b', 'c'], [[-1.5, 'x,"y"', null]])).toBe('a,b,c\n-1.5,"x,""y""",\n')
})

test('a number is written in the unit of its metric', () => {
  expect(showNumber(41.234, 'points')).toBe('+41.2')
  expect(showNumber(-3, 'points')).toBe('-3.0')
  expect(showNumber(0.7741, 'share')).toBe('77.4 %')
  expect(showNumber(16339322.3, 'money')).toBe('16,339,322.30')
  const thin = { kind: 'insufficient', n: 3, minimum: 5, why: '3 counted, 5 needed.' } as const
  expect(showMeasured(thin, 'points')).toEqual(['too few', '3 counted, 5 needed. (3 of 5)', 3])
})
