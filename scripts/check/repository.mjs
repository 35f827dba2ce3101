/** What git knows of the project. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

function git(root, ...args) {
  try {
    return execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 64 * 2 ** 20,
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  } catch {
    return undefined
  }
}

/** Files that are or will be committed, relative to the root, in order. */
export function projectFiles(root) {
  const listed = git(root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard') ?? ''
  return [...new Set(listed.split('\0'))]
    .filter((path) => path !== '' && existsSync(join(root, path)))
    .sort()
}

/** The commit that this one is compared with: where it left `main`, or, on `main`, the one before. */
function baseCommit(root) {
  const main = ['origin/main', 'main'].find((name) => git(root, 'rev-parse', '--verify', name))
  const head = git(root, 'rev-parse', 'HEAD')
  const base = main === undefined ? undefined : git(root, 'merge-base', 'HEAD', main)
  return base === head ? git(root, 'rev-parse', '--verify', 'HEAD^') : base
}

/** A file as it was before this change; undefined when it was not there, or nothing is known. */
export function earlierVersion(root, path) {
  const base = baseCommit(root)?.trim()
  return base === undefined ? undefined : git(root, 'show', `${base}:${path}`)
}
