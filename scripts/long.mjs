/**
 * Runs what takes too long for every change: hundreds of kills, thousands of seeds, load. A room
 * offers such a script as `packages/<room>/scripts/long-<what>.mjs` or `.ts`; it prints what it found
 * and ends with a code other than 0 when something is wrong.
 *
 *   npm run long                 all, one after the other
 *   npm run long -- kills        those whose name holds the word; the rest goes to them
 */
import { spawnSync } from 'node:child_process'
import { basename, join, relative } from 'node:path'
import { buildTestChildren, bundleEntries } from './build.mjs'
import { findRoomScripts } from './room-scripts.mjs'
import { ensureBuilt } from './setup.mjs'

const root = join(import.meta.dirname, '..')

/** A program that Node can run: TypeScript is bundled into the folder first. */
async function toProgram(script, folder) {
  if (script.endsWith('.mjs')) return script
  const name = basename(script, '.ts')
  await bundleEntries({ [name]: relative(root, script) }, folder)
  return join(folder, `${name}.mjs`)
}

const [word = '', ...rest] = process.argv.slice(2)
const scripts = findRoomScripts(root, 'scripts', /^long-[^/]+\.(mjs|ts)$/).filter((path) =>
  basename(path).includes(word),
)
if (scripts.length === 0) console.log('No long script was found.')
// Some start the product as people do.
if (scripts.length > 0) await ensureBuilt(['program', 'web'])
const childFolder = scripts.length > 0 ? await buildTestChildren() : ''
for (const script of scripts) {
  console.log(`\n${relative(root, script)}`)
  const { status } = spawnSync(process.execPath, [await toProgram(script, childFolder), ...rest], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, FEALTY_CHILDREN: childFolder },
  })
  if (status !== 0) process.exitCode = 1
}
