import { expect, test } from 'vitest'
import { writeCsv } from './export-csv.ts'

test('quotes what needs quotes and ends lines as RFC 4180 says', () => {
  expect(
    writeCsv(
      ['a', 'b'],
      [
        ['x,y', 'say "hi"'],
        [1.5, 'line\nbreak'],
      ],
    ),
  ).toBe('a,b\r\n"x,y","say ""hi"""\r\n1.5,"line\nbreak"\r\n')
})

test('disarms a text that a spreadsheet would run, and leaves numbers alone', () => {
  expect(writeCsv(['a'], [['=1+1'], ['@x'], [-4.5], ['-4.5'], ['-x']])).toBe(
    "a\r\n'=1+1\r\n'@x\r\n-4.5\r\n-4.5\r\n'-x\r\n",
  )
})
