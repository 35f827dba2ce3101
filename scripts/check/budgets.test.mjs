import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import {
  checkBudgets,
  checkExceptions,
  checkNames,
  checkSizes,
  readExceptions,
} from './budgets.mjs'
import { countCodeLines } from './code-lines.mjs'
import { writeTree } from './small-tree.mjs'

const none = readExceptions(undefined)

/** A function with this many lines of code, its braces among them. */
function functionOf(lines, name = 'long') {
  return `function ${name}() {\n${'  step()\n'.repeat(lines - 2)}}\n`
}

describe('lines of code', () => {
  test('are those that hold more than blanks and comments', () => {
    const text = [
      '/**',
      ' * About.',
      ' */',
      'export const a = 1 // not nothing',
      '',
      '// alone',
      'const b = `two',
      'lines`',
      '/* before */ const c = /[}/]/',
    ].join('\n')
    expect(countCodeLines('x.ts', text).lines).toBe(4)
  })

  test('of functions leave out comments too, and count what is inside of them', () => {
    const text = `export class A {\n  /** Doc. */\n  run() {\n    // why\n\n    return [1].map((x) => {\n      return x\n    })\n  }\n}\n`
    expect(countCodeLines('x.ts', text).functions).toEqual([
      { name: 'run', line: 3, lines: 5 },
      { name: 'line 6', line: 6, lines: 3 },
    ])
  })

  test('of arrow functions bear the name of their constant', () => {
    const { functions } = countCodeLines('x.tsx', 'const Page = () => <p>\n  text\n</p>\n')
    expect(functions).toEqual([{ name: 'Page', line: 1, lines: 3 }])
  })
})

describe('budgets', () => {
  const path = 'packages/core/src/x.ts'

  test('hold at their limit and not beyond', () => {
    expect(checkSizes(path, 'step()\n'.repeat(300), none)).toEqual([])
    expect(checkSizes(path, 'step()\n'.repeat(301), none)).toEqual([
      `${path} has 301 lines of code; the budget is 300. Split it where a reader would be glad of it.`,
    ])
    expect(checkSizes(path, functionOf(50), none)).toEqual([])
    expect(checkSizes(path, `\n${functionOf(51)}`, none)).toEqual([
      `${path}:2 long has 51 lines of code; the budget is 50. Split it where a reader would be glad of it.`,
    ])
  })

  test('give components 150 lines, and test files 500 without counting functions', () => {
    const page = 'packages/web/src/Page.tsx'
    expect(checkSizes(page, functionOf(150), none)).toEqual([])
    expect(checkSizes(page, functionOf(151), none)).toHaveLength(1)
    const testFile = 'packages/core/src/x.test.ts'
    expect(checkSizes(testFile, functionOf(500), none)).toEqual([])
    expect(checkSizes(testFile, functionOf(501), none)).toHaveLength(1)
  })

  test('are replaced by a listed exception, which has a limit of its own', () => {
    const listed = {
      files: { [path]: { lines: 310, reason: 'one long table' } },
      functions: { [`${path}#long`]: { lines: 60, reason: 'one long table' } },
    }
    expect(checkSizes(path, 'step()\n'.repeat(310), listed)).toEqual([])
    expect(checkSizes(path, 'step()\n'.repeat(311), listed)[0]).toContain(
      'and even its exception in scripts/check/budgets.json gives 310',
    )
    expect(checkSizes(path, functionOf(60), listed)).toEqual([])
    expect(checkSizes(path, functionOf(61), listed)).toHaveLength(1)
  })
})

describe('the list of exceptions', () => {
  const entry = (lines) => ({
    files: { 'a.ts': { lines, reason: 'a table of words' } },
    functions: {},
  })

  test('may shrink, and be empty', () => {
    expect(checkExceptions(entry(310), entry(320), () => 310)).toEqual([])
    expect(checkExceptions(none, entry(320), () => 310)).toEqual([])
  })

  test('is free the first time', () => {
    expect(checkExceptions(entry(310), undefined, () => 310)).toEqual([])
  })

  test('may not grow, by an entry or by a line', () => {
    expect(checkExceptions(entry(311), entry(310), () => 311)).toEqual([
      expect.stringContaining('The list only shrinks'),
    ])
    expect(checkExceptions(entry(311), none, () => 311)).toHaveLength(1)
  })

  test('wants reasons, and no entry that is not needed', () => {
    const bare = { files: { 'a.ts': { lines: 310 } }, functions: {} }
    expect(checkExceptions(bare, undefined, () => 310)).toEqual([
      expect.stringContaining('a.ts needs a reason'),
    ])
    expect(checkExceptions(entry(310), undefined, () => undefined)[0]).toContain('not there any')
    expect(checkExceptions(entry(310), undefined, () => 290)[0]).toContain('has 290 lines')
  })

  test('is compared with what git has before this change', () => {
    const root = writeTree({
      'packages/core/src/a.ts': 'step()\n'.repeat(310),
      'scripts/check/budgets.json': none,
    })
    const git = (...args) =>
      execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', ...args], {
        cwd: root,
      })
    git('init', '-q', '-b', 'main')
    git('add', '.')
    git('commit', '-q', '-m', 'first')
    writeFileSync(
      join(root, 'scripts/check/budgets.json'),
      JSON.stringify({
        files: { 'packages/core/src/a.ts': { lines: 310, reason: 'a table of words' } },
      }),
    )
    git('commit', '-qa', '-m', 'second')
    expect(checkBudgets(root).problems).toEqual([expect.stringContaining('only shrinks')])
    git('switch', '-qc', 'topic')
    expect(checkBudgets(root).problems).toHaveLength(1)
    git('commit', '-q', '--allow-empty', '-m', 'third')
    // On a branch the list is compared with where the branch left main: there it stood already.
    expect(checkBudgets(root).problems).toEqual([])
  })
})

describe('names', () => {
  test.each([
    'packages/core/src/period.ts',
    'packages/web/src/scorecard/ScorecardPage.tsx',
    'packages/store/src/migrations/0001-first-tables.ts',
    'packages/core/src/period.property.test.ts',
    'packages/measure/src/services.ts',
    'packages/web/vite.config.ts',
  ])('%s is fine', (path) => {
    expect(checkNames(path)).toEqual([])
  })

  test.each([
    ['packages/core/src/utils.ts', 'says nothing'],
    ['packages/core/src/helpers/a.ts', 'says nothing'],
    ['packages/core/src/date-utils.ts', 'says nothing'],
    ['packages/core/src/common/a.ts', 'says nothing'],
    ['packages/server/src/session-manager.ts', 'says nothing'],
    ['packages/server/src/controllers/a.ts', 'scatters each feature'],
    ['packages/core/src/calendarDate.ts', 'kebab-case'],
    ['packages/core/src/Period.ts', 'kebab-case'],
  ])('%s is not', (path, why) => {
    expect(checkNames(path)).toEqual([expect.stringContaining(why)])
  })
})
