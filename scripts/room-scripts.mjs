/** Finds scripts that rooms offer by where they lie. */
import { existsSync, readdirSync } from 'node:fs'
import { join, sep } from 'node:path'

/**
 * Files below `packages/<room>/<folder>` whose path from there fits, in order.
 * @param {string} root
 * @param {string} folder
 * @param {RegExp} pattern  against the path with `/`
 * @returns {string[]} absolute paths
 */
export function findRoomScripts(root, folder, pattern) {
  return readdirSync(join(root, 'packages'))
    .map((room) => join(root, 'packages', room, folder))
    .filter((path) => existsSync(path))
    .flatMap((path) =>
      readdirSync(path, { recursive: true })
        .filter((name) => pattern.test(name.split(sep).join('/')))
        .sort()
        .map((name) => join(path, name)),
    )
}
