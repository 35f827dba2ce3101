import { describe, expect, test } from 'vitest'
import { checkRooms } from './rooms.mjs'
import { writeTree } from './small-tree.mjs'

const architecture = `# A house

## The rooms

| room | holds | may import | may touch |
|---|---|---|---|
| \`core\` | words | nothing | nothing |
| \`measure\` | numbers | core | files |
| \`server\` | doors | core, measure | files, processes, network |
| \`web\` | pages | core; types only: measure | browser, network |
`

function manifest(room, dependencies = [], more = {}) {
  return {
    name: `@fealty/${room}`,
    exports: { '.': './src/index.ts' },
    dependencies: Object.fromEntries(dependencies.map((name) => [name, '0.1.0'])),
    ...more,
  }
}

const house = {
  'ARCHITECTURE.md': architecture,
  'package.json': { devDependencies: { vitest: '4.0.0', '@types/pg': '8.0.0' } },
  'packages/core/package.json': manifest('core', ['zod']),
  'packages/core/src/index.ts': `export * from './day.ts'\n`,
  'packages/core/src/day.ts': `import { z } from 'zod'\nexport const day = z.string()\n`,
  'packages/measure/package.json': manifest('measure', ['@fealty/core']),
  'packages/measure/src/index.ts': `import { day } from '@fealty/core'\nimport { readFileSync } from 'node:fs'\nexport const m = [day, readFileSync]\n`,
  'packages/server/package.json': manifest('server', ['@fealty/core', '@fealty/measure']),
  'packages/server/src/index.ts': `export const answer = () => fetch('x')\n`,
  'packages/web/package.json': manifest('web', ['@fealty/core', '@fealty/measure']),
  'packages/web/src/index.ts': `import type { m } from '@fealty/measure'\nexport type M = typeof m\n`,
}

function problemsWith(files) {
  return checkRooms(writeTree({ ...house, ...files })).problems
}

describe('the rooms check', () => {
  test('finds nothing in a sound house', () => {
    expect(checkRooms(writeTree(house))).toEqual({ problems: [], summary: '4 rooms, 5 files' })
  })

  test.each([
    ['an import statement', `import { m } from '@fealty/measure'\nexport const x = m\n`],
    ['an export', `export { m } from '@fealty/measure'\n`],
    ['a type import', `import type { m } from '@fealty/measure'\nexport type X = typeof m\n`],
    ['a dynamic import', `export const x = import('@fealty/measure')\n`],
    ['an import type', `export type X = import('@fealty/measure').M\n`],
    ['require', `export const x = require('@fealty/measure')\n`],
  ])('refuses the wrong direction in %s', (_name, text) => {
    const problems = problemsWith({ 'packages/core/src/up.ts': text })
    expect(problems).toEqual([
      'packages/core/src/up.ts:1 imports @fealty/measure, but the room core may import nothing. Take what is needed as an argument, or move the code to a room that may import both.',
    ])
  })

  test('is not fooled by the words of a comment or a text', () => {
    const text = `// import { m } from '@fealty/measure'\nexport const x = "import('@fealty/measure')"\n`
    expect(problemsWith({ 'packages/core/src/up.ts': text })).toEqual([])
  })

  test('refuses to reach past a facade', () => {
    const text = `import { day } from '@fealty/core/src/day.ts'\nexport const x = day\n`
    expect(problemsWith({ 'packages/measure/src/x.ts': text })).toEqual([
      'packages/measure/src/x.ts:1 reaches into' +
        ' @fealty/core/src/day.ts, past the facade of the room core. Import from @fealty/core, and export there what is missing.',
    ])
  })

  test('allows a second facade that the room exports', () => {
    const core = manifest('core', ['zod'], {
      exports: { '.': './src/index.ts', './days': './src/day.ts' },
    })
    const text = `import { day } from '@fealty/core/days'\nexport const x = day\n`
    expect(
      problemsWith({ 'packages/core/package.json': core, 'packages/measure/src/x.ts': text }),
    ).toEqual([])
  })

  test('keeps the tools of tests out of what runs', () => {
    const core = manifest('core', ['zod'], {
      exports: { '.': './src/index.ts', './test': './src/test/index.ts' },
    })
    const text = `import { open } from '@fealty/core/test'\nexport const x = open\n`
    const files = { 'packages/core/package.json': core }
    expect(problemsWith({ ...files, 'packages/measure/src/x.test.ts': text })).toEqual([])
    expect(problemsWith({ ...files, 'packages/measure/src/x.ts': text })).toEqual([
      expect.stringContaining('Only a test may import it.'),
    ])
  })

  test('refuses a relative path into another room', () => {
    const text = `\nimport { day } from '../../core/src/day.ts'\nexport const x = day\n`
    expect(problemsWith({ 'packages/measure/src/x.ts': text })).toEqual([
      'packages/measure/src/x.ts:2 imports ../../core/src/day.ts, which leaves the room measure. Import another room by its name, @fealty/…',
    ])
  })

  test('refuses the own facade', () => {
    const text = `import { day } from '@fealty/core'\nexport const x = day\n`
    expect(problemsWith({ 'packages/core/src/x.ts': text })).toEqual([
      expect.stringContaining('imports its own facade @fealty/core'),
    ])
  })

  test('lets the browser have types of a lower room, but no code', () => {
    const text = `import { m } from '@fealty/measure'\nexport const x = m\n`
    expect(problemsWith({ 'packages/web/src/x.ts': text })).toEqual([
      expect.stringMatching(/^packages\/web\/src\/x\.ts:1 imports @fealty\/measure as code/),
    ])
    // An inline `type` leaves the import itself standing under verbatimModuleSyntax.
    const inline = `import { type m } from '@fealty/measure'\nexport type X = typeof m\n`
    expect(problemsWith({ 'packages/web/src/x.ts': inline })).toHaveLength(1)
  })

  test('wants each import declared by its room', () => {
    const text = `import { day } from '@fealty/core'\nimport pino from 'pino'\nexport const x = [day, pino]\n`
    const problems = problemsWith({
      'packages/server/package.json': manifest('server', ['@fealty/measure']),
      'packages/server/src/x.ts': text,
    })
    expect(problems).toEqual([
      'packages/server/src/x.ts:1 imports @fealty/core, which packages/server/package.json does not declare. Add it to the dependencies there.',
      expect.stringContaining('x.ts:2 imports pino, which packages/server/package.json does not'),
    ])
  })

  test('refuses a manifest that depends on a forbidden room', () => {
    const core = manifest('core', ['zod', '@fealty/measure'])
    expect(problemsWith({ 'packages/core/package.json': core })).toEqual([
      expect.stringContaining('packages/core/package.json depends on @fealty/measure'),
    ])
  })

  test('keeps Node out of the pure rooms and of the browser', () => {
    const text = `import { join } from 'node:path'\nexport const x = join\n`
    expect(problemsWith({ 'packages/core/src/x.ts': text, 'packages/web/src/x.ts': text })).toEqual(
      [
        expect.stringContaining('the room core runs without Node (it touches nothing outside)'),
        expect.stringContaining('the room web runs without Node (in a browser)'),
      ],
    )
  })

  test('lets only named rooms start processes and use the network', () => {
    const text = `import { fork } from 'node:child_process'\nimport { request } from 'http'\nexport const x = [fork, request, fetch('x'), globalThis.fetch]\n`
    expect(problemsWith({ 'packages/measure/src/x.ts': text })).toEqual([
      'packages/measure/src/x.ts:1 imports node:child_process, but the room measure does not touch processes. Rooms that do: server.',
      'packages/measure/src/x.ts:2 imports http without its scheme. Write node:http.',
      'packages/measure/src/x.ts:3 calls fetch, but the room measure does not touch the network. Rooms that do: server, web.',
      'packages/measure/src/x.ts:3 calls fetch, but the room measure does not touch the network. Rooms that do: server, web.',
    ])
  })

  test('gives tests Node, the shared test tools, and rooms under devDependencies', () => {
    const core = manifest('core', ['zod'], { devDependencies: { '@fealty/measure': '0.1.0' } })
    const text = `import { readFileSync } from 'node:fs'\nimport { test } from 'vitest'\nimport { m } from '@fealty/measure'\ntest('x', () => [readFileSync, m])\n`
    const files = { 'packages/core/package.json': core, 'packages/core/src/x.test.ts': text }
    expect(problemsWith(files)).toEqual([])
    expect(problemsWith({ ...files, 'packages/core/src/x.ts': text })).toHaveLength(3)
  })

  test('takes the types of a package from its own types package', () => {
    const text = `import type { Pool } from 'pg'\nexport type X = Pool\n`
    expect(problemsWith({ 'packages/server/src/x.ts': text })).toEqual([])
  })

  test('reports a circle of files, naming it, once', () => {
    expect(
      problemsWith({
        'packages/core/src/a.ts': `import './b.ts'\n`,
        'packages/core/src/b.ts': `import type { C } from './deep/c.ts'\nexport type B = C\n`,
        'packages/core/src/deep/c.ts': `export * from '../a.ts'\n`,
      }),
    ).toEqual([
      'packages/core: a.ts → b.ts → deep/c.ts → a.ts go in a circle. Move what both need into a file of its own.',
    ])
  })

  test('wants a row for each room and a room for each row', () => {
    const problems = problemsWith({
      'ARCHITECTURE.md': `${architecture}| \`steer\` | later | core | files |\n`,
      'packages/attic/package.json': manifest('attic'),
    })
    expect(problems).toEqual([
      expect.stringContaining('packages/attic is not in the table of rooms'),
      expect.stringContaining('a row for the room steer, but there is no packages/steer'),
    ])
  })

  test('says so when the table cannot be read', () => {
    expect(() => checkRooms(writeTree({ ...house, 'ARCHITECTURE.md': '# nothing' }))).toThrow(
      'has no table',
    )
    const wrong = architecture.replace('| files |', '| disks |')
    expect(() => checkRooms(writeTree({ ...house, 'ARCHITECTURE.md': wrong }))).toThrow(
      'the room measure touches “disks”',
    )
  })
})
