/**
 * `npm test`: everything that needs no outside service. Words after `--` go to vitest:
 *
 *   npm test -- packages/stats
 *
 * Ends with one line: `N passed, N failed`, and how many were skipped.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
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

/** Runs vitest and counts what its JSON report says. A file that cannot be loaded is one failure. */
async function runVitest(args, environment = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'fealty-test-'))
  const report = join(folder, 'report.json')
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const child = spawn(process.execPath, [vitest, 'run', ...reporters, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  })
  const code = await new Promise((resolve) => child.once('exit', resolve))
  const counts = existsSync(report)
    ? countReport(JSON.parse(readFileSync(report, 'utf8')))
    : { passed: 0, failed: 0, skipped: 0 }
  rmSync(folder, { recursive: true, force: true })
  // Vitest also fails for errors outside of any test.
  if (code !== 0 && counts.failed === 0) counts.failed = 1
  return counts
}

function countReport({ testResults }) {
  const counts = { passed: 0, failed: 0, skipped: 0 }
  for (const { status, assertionResults } of testResults) {
    for (const test of assertionResults) {
      if (test.status === 'passed') counts.passed += 1
      else if (test.status === 'failed') counts.failed += 1
      else counts.skipped += 1
    }
    const named = assertionResults.some((test) => test.status === 'failed')
    if (status === 'failed' && !named) counts.failed += 1
  }
  return counts
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
