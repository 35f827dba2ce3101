/**
 * Looks through every file of the project for what must not be in it: secrets, paths of one machine,
 * and hosts of package registries (an install takes whatever registry the machine has).
 *
 *   node scripts/check/secrets.mjs
 */
import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { projectFiles } from './repository.mjs'
import { runCheck } from './run-check.mjs'

const afterOpening = String.raw`(?:^|[\s"'\`(=:,[])`

const forbidden = [
  {
    pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/,
    what: 'a private key',
    advice: 'Revoke it, and give it to the program by its environment.',
  },
  {
    pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
    what: 'an access key of a cloud',
    advice: 'Revoke it, and give it to the program by its environment.',
  },
  {
    pattern: /\b(?:gh[pousr]_|github_pat_|glpat-|npm_|sk_live_|xox[abprs]-)[A-Za-z0-9_-]{20,}/,
    what: 'an access token',
    advice: 'Revoke it, and give it to the program by its environment.',
  },
  {
    pattern: /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/,
    what: 'a signed token',
    advice: 'Make one in the test that needs it.',
  },
  {
    pattern:
      /\b[a-z][a-z0-9+]*:\/\/[^\s:@/"'`$]+:[^\s:@/"'`$]+@(?!localhost|127\.0\.0\.1|\[::1\]|host\b|HOST\b)/,
    what: 'an address with a password',
    advice: 'Give it to the program by its environment.',
  },
  {
    pattern:
      /\b(?:npmjs|npmmirror|pypi|pythonhosted|rubygems)\.(?:org|com)\b|\bregistry\.[a-z0-9-]+\.[a-z]{2,}\b/i,
    what: 'the host of a package registry',
    advice: 'Leave it out: an install takes the registry that the machine has.',
  },
  {
    pattern: new RegExp(`${afterOpening}/(?:work|tmp|root|home/[a-z]\\w*|Users/\\w+)/\\w`),
    what: 'a path of one machine',
    advice:
      'Work from the root of the project, or ask the system for its folder of temporary files.',
  },
]

const binary = /\.(png|jpe?g|gif|ico|woff2?|parquet|xlsx|gz|zip|pdf)$/

/** What one file holds that it must not, by line. The text itself is never repeated. */
export function findForbidden(path, text) {
  const problems = []
  text.split('\n').forEach((line, index) => {
    for (const { pattern, what, advice } of forbidden) {
      if (pattern.test(line)) problems.push(`${path}:${index + 1} holds ${what}. ${advice}`)
    }
  })
  return problems
}

/** @param {string} root */
export function checkSecrets(root) {
  const paths = projectFiles(root).filter((path) => !binary.test(path))
  const problems = paths.flatMap((path) =>
    findForbidden(path, readFileSync(join(root, path), 'utf8')),
  )
  return { problems, summary: `${paths.length} files` }
}

await runCheck(import.meta.url, () => checkSecrets(resolve(dirname(import.meta.filename), '../..')))
