/**
 * Makes the golden numbers anew: runs every generator `packages/<room>/golden/<what>/make.R` or
 * `make.py` in its folder, where it writes `values.json`, and says which values changed.
 *
 *   npm run golden               all
 *   npm run golden -- wilson     those whose folder name holds the word
 *
 * The tests read the committed values and need neither R nor Python; this is for whoever doubts them.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, extname, join, relative } from 'node:path'
import { findRoomScripts } from './room-scripts.mjs'

const root = join(import.meta.dirname, '..')
const interpreters = { '.R': 'Rscript', '.py': 'python3' }

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

/** Runs one generator and says what came of it: same, changed, skipped or failed. */
function makeGolden(script) {
  const program = interpreters[extname(script)]
  const folder = dirname(script)
  const before = read(join(folder, 'values.json'))
  const { error, status, stderr } = spawnSync(program, [script], { cwd: folder, encoding: 'utf8' })
  if (error?.code === 'ENOENT') return `skipped, there is no ${program} on this machine`
  const missing = /No module named '([^']+)'|there is no package called .(\w+)/.exec(stderr ?? '')
  if (missing) return `skipped, ${program} has no ${missing[1] ?? missing[2]} on this machine`
  if (status !== 0) return `failed, ${stderr?.trim().split('\n').at(-1) || `exit code ${status}`}`
  return read(join(folder, 'values.json')) === before ? 'same' : 'changed'
}

const word = process.argv[2] ?? ''
const scripts = findRoomScripts(root, 'golden', /^[^/]+\/make\.(R|py)$/).filter((path) =>
  relative(root, path).includes(word),
)
if (scripts.length === 0) console.log('No generator of golden numbers was found.')
for (const script of scripts) {
  const outcome = makeGolden(script)
  console.log(`${relative(root, script)}: ${outcome}`)
  if (outcome.startsWith('failed')) process.exitCode = 1
}
