/** The source files that checks read. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** @typedef {{ path: string, text: string }} SourceFile  `path` is relative to the root, with `/`. */

/** A path as it is written in messages, on every system. */
export function shownPath(root, path) {
  return relative(root, path).split(sep).join('/')
}

/** Folder names directly under `packages/`, in order. */
export function roomFolders(root) {
  return readdirSync(join(root, 'packages'), { withFileTypes: true })
    .filter(
      (entry) =>
        entry.isDirectory() && existsSync(join(root, 'packages', entry.name, 'package.json')),
    )
    .map((entry) => entry.name)
    .sort()
}

/** TypeScript files of a room's `src`. @returns {SourceFile[]} */
export function roomSources(root, room) {
  const folder = join(root, 'packages', room, 'src')
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({ path: shownPath(root, path), text: readFileSync(path, 'utf8') }))
}

/** True for tests and what only tests use. */
export function isTest(path) {
  return /\.test(-d)?\.tsx?$/.test(path) || /\/test\//.test(path)
}
