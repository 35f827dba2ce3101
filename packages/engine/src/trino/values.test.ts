import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sql } from '../sql.ts'
import { readerOf, numberReaderOf } from './cells.ts'
import { parseExactJson } from './json.ts'
import { quoteText, toTrinoText } from './values.ts'

describe('a bound value', () => {
  test('stands after the statement, never in it', () => {
    expect(toTrinoText(sql`select ${'o’x'} where y > ${1.5} and ${null} is null and ${true}`)).toBe(
      "execute immediate 'select ? where y > ? and ? is null and ?' using 'o’x', 1.5E0, null, true",
    )
    expect(toTrinoText(sql`select 'a'`)).toBe("select 'a'")
  })

  test('that is no number is refused', () => {
    expect(() => toTrinoText(sql`select ${Number.NaN}`)).toThrow(RangeError)
  })

  test('of any text is one constant: its quotes come in pairs', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const constant = quoteText(text)
        expect(constant.slice(1, -1).replaceAll("''", '')).not.toContain("'")
        expect(constant.slice(1, -1).replaceAll("''", "'")).toBe(text)
      }),
    )
  })

  test('of any number is read back as the same double', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (number) => {
        const [, constant = ''] = toTrinoText(sql`${number}`).split(' using ')
        expect(constant).toMatch(/^-?\d+(\.\d+)?E-?\d+$/)
        expect(Number(constant)).toBe(number === 0 ? 0 : number)
      }),
    )
  })
})

describe('an answer', () => {
  test('keeps whole numbers that a double does not hold, and leaves texts alone', () => {
    expect(
      parseExactJson('[9007199254740993, 12, "9007199254740993 \\" 1", 1234567890123456.5]'),
    ).toEqual(['9007199254740993', 12, '9007199254740993 " 1', 1234567890123456.5])
  })

  test('keeps fractions and powers, however many digits they have', () => {
    const text = '[-0.9999999999999999, 381.9131826747295712, 9.99e-99, 1e21]'
    expect(parseExactJson(text)).toEqual(JSON.parse(text))
  })

  test('of any cells is what JSON says', () => {
    // A cluster writes a double with its power; JSON.stringify writes large ones as whole numbers.
    const isPlain = (number: number) => !Number.isInteger(number) || Number.isSafeInteger(number)
    const cells = fc.array(
      fc.oneof(
        fc.maxSafeInteger(),
        fc.string(),
        fc.boolean(),
        fc.double({ noNaN: true, noDefaultInfinity: true }).filter(isPlain),
      ),
    )
    fc.assert(
      fc.property(cells, (row) => {
        const text = JSON.stringify(row)
        expect(parseExactJson(text)).toEqual(JSON.parse(text))
      }),
    )
  })

  test('has the cells of the embedded engine', () => {
    expect(readerOf('double')('NaN')).toBeNaN()
    expect(readerOf('decimal(18,4)')('1.5000')).toBe('1.5000')
    expect(readerOf('timestamp(6)')('2024-01-01 10:00:00.500000')).toBe('2024-01-01 10:00:00.5')
    expect(readerOf('timestamp(6)')('2024-01-01 10:00:00.000000')).toBe('2024-01-01 10:00:00')
    expect(readerOf('varchar')(undefined)).toBeNull()
    expect(numberReaderOf('date')('1970-01-03')).toBe(2)
    expect(numberReaderOf('bigint')(null)).toBeNaN()
  })
})
