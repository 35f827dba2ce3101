import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { checkDocLinks, headingAnchor } from './doc-links.mjs'
import { writeTree } from './small-tree.mjs'

function problemsOf(files) {
  const root = writeTree(files)
  execFileSync('git', ['init', '-q'], { cwd: root })
  return checkDocLinks(root).problems
}

describe('links between pages', () => {
  test('may lead to pages, folders, headings, pictures and other sites', () => {
    const readme =
      '# A\n[b](docs/b.md) [h](docs/b.md#what-n-is) [here](#a) [f](docs/more) [x](https://example.org/none)\n![p](docs/p.png "title")\n'
    expect(
      problemsOf({
        'README.md': readme,
        'docs/b.md': '# B\n## What `n` is?\n[up](../README.md)\n',
        'docs/more/c.md': 'text',
        'docs/p.png': '',
      }),
    ).toEqual([])
  })

  test('may not lead to a missing file, heading or picture', () => {
    const readme = '[b](docs/b.md)\n[h](docs/b.md#none)\n[x](gone.md)\n![p](gone.png)\n[q](#none)\n'
    expect(problemsOf({ 'README.md': readme, 'docs/b.md': '# B\n' })).toEqual([
      'README.md links to docs/b.md#none, but docs/b.md has no such heading.',
      'README.md links to gone.md, but there is no gone.md.',
      'README.md links to gone.png, but there is no gone.png.',
      'README.md links to #none, but README.md has no such heading.',
    ])
  })

  test('in code are no links, and comments in code no headings', () => {
    const readme = '`a[0](x.md)`\n```sh\n# not-a-heading\nrun [y](z.md)\n```\n[n](#not-a-heading)\n'
    expect(problemsOf({ 'README.md': readme })).toEqual([
      expect.stringContaining('no such heading'),
    ])
  })

  test('reach every page under docs', () => {
    expect(problemsOf({ 'README.md': 'text', 'docs/b.md': '[me](b.md)' })).toEqual([
      'docs/b.md is linked from no other page. Link it from docs/README.md.',
    ])
  })
})

test('anchors are made as GitHub makes them', () => {
  expect(headingAnchor('One operation, four doors')).toBe('one-operation-four-doors')
  expect(headingAnchor('`input.day` – Größe')).toBe('inputday--größe')
})
