/**
 * `npm test`: everything that needs no outside service. Words after `--` go to vitest:
 *
 *   npm test -- packages/stats
 *
 * Ends with one line: `N passed, N failed`, and how many were skipped.
 */
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runVitest } from './run-vitest.mjs'
import { ensureBuilt, ensureInstalled, root } from './setup.mjs'

const browserTests = join(root, 'packages/web/e2e')
const browserConfig = join(root, 'packages/web/e2e/vitest.config.ts')

/** The Chromium of the system, or undefined. */
function findChromium() {
  const named = process.env.CHROMIUM_PATH
  if (named !== undefined && existsSync(named)) return named
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const folders = (process.env.PATH ?? '').split(delimiter)
  return names
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((path) => existsSync(path))
}

async function runBrowserTests() {
  const none = { passed: 0, failed: 0, skipped: 0 }
  if (!existsSync(browserTests)) return none
  const chromium = findChromium()
  if (chromium === undefined) {
    console.log(
      'Browser tests: skipped, there is no Chromium on this machine. Install it, or set CHROMIUM_PATH.',
    )
    return { ...none, skipped: 1 }
  }
  await ensureBuilt(['program', 'web'])
  return runVitest(['--config', browserConfig], { CHROMIUM_PATH: chromium })
}

ensureInstalled()
const given = process.argv.slice(2)
const runs = [await runVitest(given)]
if (given.length === 0) runs.push(await runBrowserTests())
const sum = (name) => runs.reduce((total, counts) => total + counts[name], 0)
const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''
console.log(`${sum('passed')} passed, ${sum('failed')} failed${skipped}`)
process.exitCode = sum('failed') > 0 ? 1 : 0
