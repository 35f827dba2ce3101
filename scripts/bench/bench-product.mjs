/**
 * What Fealty takes on much data, through its real doors: import, every measure, the customer-base
 * model and the scorecard, beside the bare engine in the same run.
 *
 *   npm run bench -- product                   10,000,000 orders of 1,000,000 customers
 *   npm run bench -- product --orders 100000   a small run; customers are a tenth unless --customers N
 *   npm run bench -- product --keep            keeps the files and the data folder, and says where
 *
 * Further: --seed N, --rounds N (of the warm scorecard, 50). Prints a Markdown table. Memory is the
 * peak of the resident memory of all processes of a step together (Linux only).
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { formatTable, showSeconds } from './bench-table.mjs'
import { runMeasured } from './measured-process.mjs'
import { timeScorecard } from './served-scorecard.mjs'
import { ensureBuilt, ensureInstalled, root } from '../setup.mjs'

const program = join(root, 'dist/fealty.mjs')
const kinds = ['customers', 'orders', 'responses', 'interactions']
const metrics = [
  ...['nps', 'csat', 'ces', 'retention', 'churn', 'revenue-churn', 'nrr', 'grr', 'repeat-purchase'],
  ...['aov', 'revenue', 'margin', 'cost-to-serve', 'tenure', 'active', 'earned-growth'],
]

function readOptions() {
  const { values } = parseArgs({
    options: {
      orders: { type: 'string', default: '10000000' },
      customers: { type: 'string' },
      seed: { type: 'string', default: '20261122' },
      rounds: { type: 'string', default: '50' },
      keep: { type: 'boolean', default: false },
    },
  })
  const orders = Number(values.orders)
  const customers = Number(values.customers ?? Math.ceil(orders / 10))
  const [seed, rounds] = [Number(values.seed), Number(values.rounds)]
  if (
    ![orders, customers, seed, rounds].every((value) => Number.isSafeInteger(value) && value > 0)
  ) {
    console.error('--orders, --customers, --seed and --rounds are whole numbers above 0.')
    process.exit(2)
  }
  return { orders, customers, seed, rounds, keep: values.keep }
}

/** Tells on the error stream what is going on, so that the table stays clean. */
async function announced(step, work) {
  process.stderr.write(`${step} … `)
  const result = await work()
  process.stderr.write(`${showSeconds(result.seconds)}\n`)
  return result
}

const bench = (name, ...args) => runMeasured([join(root, 'scripts/bench', name), ...args])

async function benchImport(folder, fealty) {
  const runs = []
  for (const kind of kinds) {
    const run = await announced(`import ${kind}`, () =>
      fealty('import', kind, join(folder, `${kind}.csv`), '--json'),
    )
    const { rowsIn, kept } = JSON.parse(run.output)
    if (rowsIn !== kept) throw new Error(`${kind}: of ${rowsIn} rows only ${kept} were kept.`)
    runs.push(run)
  }
  return sumRuns(runs)
}

function sumRuns(runs) {
  return {
    seconds: runs.reduce((sum, run) => sum + run.seconds, 0),
    peakBytes: runs.every((run) => run.peakBytes !== undefined)
      ? Math.max(...runs.map((run) => run.peakBytes))
      : undefined,
  }
}

/**
 * Each measure by segment and month. The first question derives the daily tables of the snapshot. A
 * measure that fails is reported and does not end the run: the others are worth knowing.
 */
async function benchMeasures(fealty) {
  const first = await announced('first question', () => fealty('measure', 'active', '--json'))
  const runs = new Map()
  for (const metric of metrics) {
    try {
      const run = await announced(`measure ${metric}`, () =>
        fealty('measure', metric, '--by', 'segment', '--every', 'month', '--json'),
      )
      if (JSON.parse(run.output).length === 0) throw new Error('it gave no row')
      runs.set(metric, run)
    } catch (error) {
      console.error(`failed\n${metric}: ${error.message}`)
      process.exitCode = 1
    }
  }
  return { first, runs }
}

async function benchValue(fealty) {
  const fit = (model) =>
    announced(`value fit ${model}`, () =>
      fealty('value', 'fit', '--model', model, '--unit', 'day', '--json'),
    )
  const purchases = await fit('bg-nbd')
  const spend = await fit('gamma-gamma')
  const score = await announced('value score', () => fealty('value', 'score', '--json'))
  const whale = await announced('value whale', () => fealty('value', 'whale', '--json'))
  return { purchases, spend, score, whale }
}

async function benchPeer(folder) {
  const peer = (step) =>
    announced(`bare engine, ${step}`, () => bench('run-peer.mjs', step, folder))
  return {
    import: await peer('import'),
    aggregate: await peer('aggregate'),
    groups: await peer('groups'),
  }
}

function slowest(runs) {
  return [...runs].reduce((slow, run) => (run[1].seconds > slow[1].seconds ? run : slow))
}

/** The table's rows. Goals hold for the full size on two cores. */
function toRows({ imported, measures, value, scorecard, peer }) {
  const all = sumRuns([...measures.runs.values()])
  const [name, slow] = slowest(measures.runs)
  const row = (step, { seconds, peakBytes }, more = {}) => ({ step, seconds, peakBytes, ...more })
  const { peakBytes, servedBytes } = scorecard
  return [
    row('import of all files', imported, { peerSeconds: peer.import.seconds }),
    row('first question, derives the daily tables', measures.first),
    row(`${measures.runs.size} of ${metrics.length} measures by segment and month`, all),
    row(`the slowest of them, ${name}`, slow),
    ...[measures.runs.get('revenue')]
      .filter((run) => run !== undefined)
      .map((run) =>
        row('revenue by segment and month', run, { peerSeconds: peer.aggregate.seconds }),
      ),
    row('BG/NBD fitted, by day', value.purchases, { peerSeconds: peer.groups.seconds }),
    row('Gamma-Gamma fitted', value.spend),
    row('all customers scored', value.score),
    row('whale curve', value.whale),
    row('first scorecard of new facts', { seconds: scorecard.first, peakBytes }),
    row('scorecards of all quarters prepared', { seconds: scorecard.prepared, peakBytes }),
    row(
      'scorecard, server just started, p95',
      { seconds: scorecard.cold, peakBytes: servedBytes },
      { goalSeconds: 2 },
    ),
    row(
      'scorecard, p95 of questions not asked before',
      { seconds: scorecard.warm, peakBytes: servedBytes },
      { goalSeconds: 0.2 },
    ),
  ]
}

async function main() {
  const options = readOptions()
  ensureInstalled()
  await ensureBuilt(['program'])
  const folder = mkdtempSync(join(tmpdir(), 'fealty-bench-'))
  const dataFolder = join(folder, 'data')
  const fealty = (...args) => runMeasured([program, ...args, '--data', dataFolder])
  try {
    const { orders, customers, seed } = options
    await announced('files', () =>
      bench('write-company.mjs', JSON.stringify({ folder, orders, customers, seed })),
    )
    const bytes = kinds.reduce((sum, kind) => sum + statSync(join(folder, `${kind}.csv`)).size, 0)
    const imported = await benchImport(folder, fealty)
    const measures = await benchMeasures(fealty)
    const value = await benchValue(fealty)
    const { rounds } = options
    const scorecard = await timeScorecard({ program, dataFolder, rounds, coldRounds: 5 })
    const peer = await benchPeer(folder)
    const [cpu] = cpus()
    console.log(
      `${orders.toLocaleString('en')} orders of ${customers.toLocaleString('en')} customers, ${Math.round(bytes / 1e6)} MB of CSV, seed ${seed}`,
    )
    console.log(
      `${cpus().length} × ${cpu?.model ?? 'unknown'}, ${Math.round(totalmem() / 1e9)} GB, Node ${process.version}\n`,
    )
    console.log(formatTable(toRows({ imported, measures, value, scorecard, peer })))
  } finally {
    if (options.keep) process.stderr.write(`Kept: ${folder}\n`)
    else rmSync(folder, { recursive: true, force: true })
  }
}

await main()
