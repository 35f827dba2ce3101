/**
 * What CI runs beside the tests: format, lint, types, and the rules of the house.
 *
 *   npm run check                      all of them
 *   npm run check -- rooms budgets     only those
 *
 * One line per check with its time; what is wrong stands under the line. Ends with
 * `N passed, N failed`, and with exit code 1 when one failed.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureInstalled } from './setup.mjs'

const root = join(import.meta.dirname, '..')
const tools = join(root, 'node_modules')

/** Runs a tool of node_modules; what it prints is shown only when it fails. */
function runTool(program, ...args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(tools, program), ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => (output += text))
    }
    child.on('error', (error) => resolve({ problems: [error.message], summary: '' }))
    child.on('close', (code) =>
      resolve({ problems: code === 0 ? [] : output.trim().split('\n'), summary: '' }),
    )
  })
}

/** The checks by name. */
const checks = {
  rooms: () => import('./check/rooms.mjs').then(({ checkRooms }) => checkRooms(root)),
  errors: () => import('./check/error-uses.mjs').then(({ checkErrorUses }) => checkErrorUses(root)),
  dialect: () => import('./check/dialect.mjs').then(({ checkDialect }) => checkDialect(root)),
  budgets: () => import('./check/budgets.mjs').then(({ checkBudgets }) => checkBudgets(root)),
  secrets: () => import('./check/secrets.mjs').then(({ checkSecrets }) => checkSecrets(root)),
  dependencies: () =>
    import('./check/dependencies.mjs').then(({ checkDependencies }) => checkDependencies(root)),
  links: () => import('./check/doc-links.mjs').then(({ checkDocLinks }) => checkDocLinks(root)),
  format: () => runTool('prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
  types: () => runTool('typescript/bin/tsc', '-p', 'tsconfig.json'),
  'dead-code': () => runTool('knip/bin/knip.js', '--no-progress'),
  lint: () => runTool('eslint/bin/eslint.js', '.', '--max-warnings', '0'),
}

async function runNamed(name) {
  const start = performance.now()
  const { problems, summary } = await Promise.resolve()
    .then(checks[name])
    .catch((error) => ({ problems: [String(error?.stack ?? error)], summary: '' }))
  const seconds = ((performance.now() - start) / 1_000).toFixed(1).padStart(6)
  const mark = problems.length === 0 ? 'ok  ' : 'FAIL'
  console.log(`${mark} ${name.padEnd(13)}${seconds} s  ${summary}`.trimEnd())
  for (const problem of problems) console.log(`     ${problem}`)
  return problems.length === 0
}

const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !(name in checks))
if (unknown.length > 0) {
  console.error(`No check ${unknown.join(', ')}. Known: ${Object.keys(checks).join(', ')}.`)
  process.exit(2)
}
ensureInstalled()
const names = asked.length > 0 ? asked : Object.keys(checks)
// Lint takes as long as all others together, and each of them one core: two lanes end sooner than one.
const lanes = [names.filter((name) => name === 'lint'), names.filter((name) => name !== 'lint')]
let failed = 0
await Promise.all(
  lanes.map(async (lane) => {
    for (const name of lane) if (!(await runNamed(name))) failed += 1
  }),
)
console.log(`${names.length - failed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
