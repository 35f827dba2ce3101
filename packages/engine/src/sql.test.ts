import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { identifier, joinSql, literal, showSql, sql, toStatement, wholeNumber } from './sql.ts'

describe('sql', () => {
  test('binds values and splices pieces, numbering the parameters in order', () => {
    const inner = sql`day >= ${'2026-01-01'} and n < ${5}`
    const statement = toStatement(sql`select ${1} from t where ${inner} or x = ${'y'}`)
    expect(statement).toEqual({
      text: 'select $1 from t where day >= $2 and n < $3 or x = $4',
      values: [1, '2026-01-01', 5, 'y'],
    })
  })

  test('text of a person never becomes SQL, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { text: statement, values } = toStatement(sql`select ${text}`)
        expect(statement).toBe('select $1')
        expect(values).toEqual([text])
      }),
    )
  })

  test('names are quoted unless they are plain words', () => {
    const shown = (...path: string[]): string => toStatement(identifier(...path)).text
    expect(shown('orders')).toBe('orders')
    expect(shown('u', 'end')).toBe('u."end"')
    expect(shown('attr:Plan "A"')).toBe('"attr:Plan ""A"""')
  })

  test('a text constant is escaped and a whole number is one', () => {
    expect(toStatement(literal("it's")).text).toBe("'it''s'")
    expect(() => wholeNumber(1.5)).toThrow(RangeError)
  })

  test('joins pieces with their values, and shows them as a person reads them', () => {
    const list = joinSql([sql`${'a'}`, sql`${null}`, sql`${true}`], ', ')
    expect(showSql(sql`x in (${list})`)).toBe("x in ('a', null, true)")
  })
})
