import { describe, expect, test } from 'vitest'
import { findForbidden } from './secrets.mjs'

// Put together here, so that this file holds none of them.
const bad = {
  'a private key': ['-----BEGIN RSA PRIV', 'ATE KEY-----'],
  'an access key of a cloud': ['AKIA', 'ABCDEFGHIJKLMNOP'],
  'an access token': ['ghp_', 'abcdefghijklmnopqrstuvwxyz0123456789'],
  'a signed token': ['eyJhbGciOiJIUzI1NiJ9', '.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abcdefghijklm'],
  'an address with a password': ['postgres://fealty:', 'word@db.example.org/fealty'],
  'the host of a package registry': ['https://registry.', 'example.com/left-pad'],
  'a path of one machine': ["'/wo", "rk/main/packages'"],
}

describe('the search for what must not be here', () => {
  test.each(Object.entries(bad))(
    'finds %s, with its line, and does not repeat it',
    (what, parts) => {
      const text = parts.join('')
      const problems = findForbidden('a.ts', `fine\nconst a = ${text}\n`)
      expect(problems).toEqual([expect.stringContaining(`a.ts:2 holds ${what}.`)])
      expect(problems[0]).not.toContain(text)
    },
  )

  test.each([
    "fetch('/api/measure/query')",
    "join(tmpdir(), 'fealty')",
    'https://example.org/work/list',
    'postgres://fealty:fealty@localhost:5432/fealty',
    'packages/work/src/index.ts',
    'import { x } from "./tmp/y.ts"',
  ])('leaves alone: %s', (text) => {
    expect(findForbidden('a.ts', text)).toEqual([])
  })
})
