import { describe, expect, test } from 'vitest'
import { customersSearch, metricSearch, safeBack, scorecardSearch } from './search-schema.ts'
import { parseSearch, stringifySearch } from './search-text.ts'

describe('search text', () => {
  test('reads and writes a repeated parameter in its order', () => {
    const search = parseSearch('?every=month&where=unit%3DNorth&where=unit%3DCoast')
    expect(search).toEqual({ every: 'month', where: ['unit=North', 'unit=Coast'] })
    expect(stringifySearch(search)).toBe('?every=month&where=unit%3DNorth&where=unit%3DCoast')
  })

  test('leaves out what is empty, so that a default does not litter the address', () => {
    expect(stringifySearch({ every: undefined, where: [], search: '', page: 2 })).toBe('?page=2')
    expect(stringifySearch({})).toBe('')
  })

  test('keeps a value that looks like JSON as the text it is', () => {
    expect(parseSearch('?search=%7B%22a%22%3A1%7D&by=007')).toEqual({
      search: '{"a":1}',
      by: '007',
    })
  })
})

describe('search schemas', () => {
  test('one condition is a list of one', () => {
    expect(scorecardSearch.parse({ where: 'unit=North' }).where).toEqual(['unit=North'])
  })

  test('a broken parameter falls back to the default and leaves the others', () => {
    const search = metricSearch.parse({
      every: 'fortnight',
      periods: '-3',
      by: 'unit',
      asOf: 'soon',
    })
    expect(search).toMatchObject({ by: 'unit' })
    expect(search.every).toBeUndefined()
    expect(search.periods).toBeUndefined()
    expect(search.asOf).toBeUndefined()
  })

  test('numbers come from text', () => {
    expect(customersSearch.parse({ page: '3' }).page).toBe(3)
    expect(customersSearch.parse({ page: '3.5' }).page).toBeUndefined()
  })
})

describe('the way back after signing in', () => {
  test.each([
    ['/measures/nps?every=month', '/measures/nps?every=month'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    [undefined, '/'],
  ])('%s leads to %s', (back, expected) => {
    expect(safeBack(back)).toBe(expected)
  })
})
