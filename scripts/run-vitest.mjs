/** Runs vitest and tells what passed, for every script that ends with such a line. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './setup.mjs'

/** Runs vitest and counts what its JSON report says. A file that cannot be loaded is one failure. */
export async function runVitest(args, environment = {}) {
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
