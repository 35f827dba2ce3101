/** A small tree of files for the tests of the checks. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/**
 * Writes the files into a folder that is removed when the test is over.
 * @param {Record<string, string | object>} files  path to text, or to what becomes JSON
 * @returns {string} the folder
 */
export function writeTree(files) {
  const root = mkdtempSync(join(tmpdir(), 'fealty-check-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(root, dirname(path)), { recursive: true })
    writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content))
  }
  return root
}
