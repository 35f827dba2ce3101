/** Runs a check that was started by itself from the terminal. */
import { pathToFileURL } from 'node:url'

/**
 * @typedef {object} CheckResult
 * @property {string[]} problems  one sentence each: what, where, why, and what to do
 * @property {string} summary     what was looked at, in a few words
 */

/**
 * Runs `check` when the module at `moduleUrl` is the program; does nothing when it is imported.
 * @param {string} moduleUrl
 * @param {() => CheckResult | Promise<CheckResult>} check
 */
export async function runCheck(moduleUrl, check) {
  const program = process.argv[1]
  if (program === undefined || pathToFileURL(program).href !== moduleUrl) return
  const { problems, summary } = await check()
  for (const problem of problems) console.error(problem)
  console.log(problems.length === 0 ? `Fine: ${summary}.` : `${problems.length} to mend.`)
  process.exitCode = problems.length === 0 ? 0 : 1
}
