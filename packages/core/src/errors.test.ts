import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { describeError, errorCatalogue, FealtyError, type ErrorCode } from './errors.ts'

const codes = Object.keys(errorCatalogue) as ErrorCode[]
const page = readFileSync(new URL('../../../docs/reference/errors.md', import.meta.url), 'utf8')

/** The entries of the page: heading, the line under it, and the two paragraphs. */
const documented = page
  .split(/^### /m)
  .slice(1)
  .map((entry) => {
    const [heading = '', sentence = '', , when = '', advice = ''] = entry.split('\n')
    return { code: heading.replaceAll('`', ''), sentence, when, advice }
  })

describe('the error catalogue and docs/reference/errors.md', () => {
  test('list the same codes, each once', () => {
    expect(documented.map(({ code }) => code).sort()).toEqual([...codes].sort())
  })

  test.each(documented)('say the same of $code', ({ code, sentence, when, advice }) => {
    const { status, message } = errorCatalogue[code as ErrorCode]
    expect(sentence).toBe(`${status} · ${message}`)
    expect(when).toMatch(/^\*\*When:\*\* .+\.$/)
    expect(advice).toMatch(/^\*\*Do:\*\* .+\.$/)
  })
})

describe('the catalogue', () => {
  test('names codes as area.what, in groups that stand together', () => {
    for (const code of codes) expect(code).toMatch(/^[a-z]+\.[a-z]+(-[a-z]+)*$/)
    const areas = codes.map((code) => code.split('.')[0])
    const runs = areas.filter((area, index) => area !== areas[index - 1])
    expect(runs).toEqual([...new Set(areas)])
  })

  test('gives each code a status of HTTP that fits an error, and a sentence', () => {
    for (const code of codes) {
      const { status, message } = errorCatalogue[code]
      expect([400, 401, 403, 404, 409, 410, 413, 415, 422, 429, 500, 502, 503]).toContain(status)
      expect(message).toMatch(/^(\{|“|[A-Z]).*(\.|FILE\.)$/)
    }
  })
})

describe('FealtyError', () => {
  test('fills its sentence and keeps the cause', () => {
    const cause = new Error('inner')
    const error = new FealtyError(
      'file.same',
      { file: 'a.csv', when: 'Monday', kind: 'orders' },
      { cause },
    )
    expect(error.message).toBe(
      'a.csv was imported already, on Monday, as orders. Nothing was done.',
    )
    expect(error).toMatchObject({ name: 'FealtyError', code: 'file.same', status: 409, cause })
  })

  test('answers the API with code, sentence and details, and no cause', () => {
    const error = new FealtyError('input.day', { value: 'x' }, { cause: new Error('secret') })
    expect(JSON.parse(JSON.stringify(error))).toEqual({
      code: 'input.day',
      message: '“x” is not a day. Write it as YYYY-MM-DD.',
      details: { value: 'x' },
    })
  })

  test('leaves a brace that has no detail, so that it is seen', () => {
    expect(describeError('input.day', {})).toContain('{value}')
    // A name that every object inherits is no detail.
    expect(describeError('input.invalid', { problem: '{toString}' })).toContain('{toString}')
  })

  test('fills a detail as it is, also one that looks like a placeholder or a pattern', () => {
    expect(describeError('input.invalid', { problem: '$& {problem} $1' })).toBe(
      'The call is not valid: $& {problem} $1.',
    )
  })
})
