import { describe, expect, test } from 'vitest'
import { checkErrorUses, readCatalogue } from './error-uses.mjs'
import { writeTree } from './small-tree.mjs'

const catalogue = `
export const fileErrors = {
  'file.bad': { status: 422, message: '{file} is bad: {problem}. Mend {file}.' },
  'long.one': { status: 400, message: 'One {a} ' + 'and {b}.' },
  'plain.one': { status: 400, message: 'Nothing to fill.' },
} as const satisfies Record<string, { status: number; message: string }>
`
const sound = `
throw new FealtyError('file.bad', { problem: 'x', file })
throw new FealtyError(late ? 'long.one' : 'long.one', { b, ['a']: 1, })
throw new FealtyError('plain.one', {}, { cause: error })
`

function problemsOf(text, more = {}) {
  const root = writeTree({
    'packages/core/package.json': {},
    'packages/core/src/errors/file-errors.ts': catalogue,
    'packages/engine/package.json': {},
    'packages/engine/src/throws.ts': sound,
    'packages/engine/src/x.ts': text,
    ...more,
  })
  return checkErrorUses(root).problems
}

describe('the check of errors against the catalogue', () => {
  test('reads placeholders once each, also over joined texts', () => {
    expect([...readCatalogue(catalogue)]).toEqual([
      ['file.bad', ['file', 'problem']],
      ['long.one', ['a', 'b']],
      ['plain.one', []],
    ])
  })

  test('finds nothing where all details fit', () => {
    expect(problemsOf('')).toEqual([])
  })

  test('finds a missing and an unknown detail, with its line', () => {
    const text = `\nthrow new FealtyError('file.bad', { file: 1, reason: 2 })\nthrow new FealtyError('file.bad')\nthrow new FealtyError('plain.one', { file })\n`
    expect(problemsOf(text)).toEqual([
      expect.stringContaining(
        'packages/engine/src/x.ts:2 makes file.bad with the details file, reason, but its sentence names file, problem.',
      ),
      expect.stringContaining('x.ts:3 makes file.bad with the details none'),
      expect.stringContaining('x.ts:4 makes plain.one with the details file, but its sentence'),
    ])
  })

  test('finds a wrong detail in either branch of a condition', () => {
    const text = `throw new FealtyError(late ? 'plain.one' : 'file.bad', { file, problem })`
    expect(problemsOf(text)).toEqual([expect.stringContaining('makes plain.one')])
  })

  test('finds a code that is not in the catalogue', () => {
    expect(problemsOf(`describeError('file.odd', {})`)).toEqual([
      expect.stringContaining('makes an error “file.odd” that the catalogue'),
    ])
  })

  test('leaves alone what is not written in place', () => {
    expect(problemsOf(`throw new FealtyError(message.code, message.details)`)).toEqual([])
  })

  test('finds a code that nothing throws, even if an operation lists it or a test uses it', () => {
    const problems = problemsOf('', {
      'packages/core/src/errors/file-errors.ts': catalogue.replace(
        "'plain.one'",
        "'unused.one': { status: 400, message: 'Never.' },\n  'plain.one'",
      ),
      'packages/engine/src/list.ts': `export const operation = { errors: ['unused.one'] }`,
      'packages/engine/src/x.test.ts': `throw new FealtyError('unused.one')`,
    })
    expect(problems).toEqual([
      'packages/core/src/errors has the code unused.one, which nothing throws. Remove it there and in docs/reference/errors.md.',
    ])
  })
})
