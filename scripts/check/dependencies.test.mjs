import { describe, expect, test } from 'vitest'
import { checkDependencies, isFreeLicence } from './dependencies.mjs'
import { writeTree } from './small-tree.mjs'

const room = { name: '@fealty/core', dependencies: { zod: '4.6.7' } }
const entry = { version: '4.6.7', license: 'MIT' }

function problemsOf({ packages = {}, core = room, lockCore = core, house = {} }) {
  const root = writeTree({
    'package.json': house,
    'packages/core/package.json': core,
    'package-lock.json': {
      packages: {
        '': house,
        'packages/core': lockCore,
        'node_modules/@fealty/core': { resolved: 'packages/core', link: true },
        'node_modules/zod': entry,
        ...packages,
      },
    },
  })
  return checkDependencies(root).problems
}

describe('what comes from outside', () => {
  test('is fine when exact, locked and free', () => {
    expect(problemsOf({})).toEqual([])
  })

  test.each(['^4.6.7', '~4.6.7', '*', '4.x', 'latest', 'github:a/b'])(
    'refuses the version %s',
    (version) => {
      const core = { dependencies: { zod: version } }
      expect(problemsOf({ core })).toEqual([
        expect.stringContaining(`asks for zod ${version}. Write`),
      ])
    },
  )

  test('refuses a lockfile that does not agree', () => {
    expect(problemsOf({ lockCore: { dependencies: { zod: '4.6.6' } } })).toEqual([
      expect.stringContaining('but package-lock.json knows 4.6.6'),
    ])
    expect(problemsOf({ lockCore: {} })[0]).toContain('knows nothing of it')
  })

  test('refuses an address in the lockfile', () => {
    const packages = { 'node_modules/a': { ...entry, resolved: 'https://example.org/a.tgz' } }
    expect(problemsOf({ packages })).toEqual([expect.stringContaining('an address for a.')])
  })

  test('refuses a script on install, unless it is named', () => {
    const packages = { 'node_modules/x/node_modules/@b/c': { ...entry, hasInstallScript: true } }
    expect(problemsOf({ packages })).toEqual([
      expect.stringMatching(/^@b\/c wants to run a script/),
    ])
    expect(problemsOf({ packages, house: { allowScripts: { '@b/c': false } } })).toEqual([])
  })

  test('refuses another licence in the product, not in the tools', () => {
    const gpl = { version: '1.0.0', license: 'GPL-3.0-only' }
    expect(problemsOf({ packages: { 'node_modules/a': gpl } })).toEqual([
      expect.stringContaining('a has the licence GPL-3.0-only'),
    ])
    expect(problemsOf({ packages: { 'node_modules/a': { ...gpl, dev: true } } })).toEqual([])
    expect(problemsOf({ packages: { 'node_modules/a': { version: '1.0.0' } } })).toHaveLength(1)
  })

  test('counts each direct dependency once', () => {
    const names = Array.from({ length: 41 }, (_, index) => [`a${index}`, '1.0.0'])
    const core = { dependencies: Object.fromEntries(names) }
    expect(problemsOf({ core })).toEqual([expect.stringContaining('has 41 direct dependencies')])
    names.pop()
    expect(problemsOf({ core: { dependencies: Object.fromEntries(names) } })).toEqual([])
  })
})

describe('licences', () => {
  test.each([
    ['a', 'MIT', true],
    ['a', '(MIT OR GPL-3.0-only)', true],
    ['a', 'MIT AND GPL-3.0-only', false],
    ['a', 'OFL-1.1', false],
    ['@fontsource-variable/inter', 'OFL-1.1', true],
    ['@stdlib/math', 'Apache-2.0 AND BSL-1.0', true],
    ['a', 'Apache-2.0 AND BSL-1.0', false],
    ['a', 'UNLICENSED', false],
  ])('%s under %s: %s', (name, licence, free) => {
    expect(isFreeLicence(name, licence)).toBe(free)
  })
})
