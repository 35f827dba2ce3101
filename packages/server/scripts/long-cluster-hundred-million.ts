/**
 * A hundred million orders of ten million customers, asked of the embedded engine, of a real cluster with
 * one worker and of the same with two, in one run: revenue, active customers and retention by segment and
 * month, and the fit of a customer-base model. Each question is asked as a person asks it, by the program
 * at the terminal. Ends with 1 when an answer differs, when a question fails, or when the program's own
 * processes take 1 GB or more together while the cluster works. Needs what `npm run cluster` needs, and
 * some 60 GB of disk.
 *
 *   npm run long -- cluster-hundred-million
 *   npm run long -- cluster-hundred-million --orders 1000000 --heap 2000    a small one
 *   npm run long -- cluster-hundred-million --folder DIR    keeps the company there, and what each engine
 *                                                           answered: a run that was broken off goes on
 *
 * Further: --customers N (a tenth of the orders), --seed N, --heap MB (of each node), --memory 6GB (of the
 * embedded engine, when it is the one that answers), --embedded (leaves the cluster out), --share (two
 * workers read the daily tables that one has made).
 */
import { existsSync } from 'node:fs'
import {
  copyFile,
  cp,
  link,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { findDifference } from './hundred-million/find-difference.ts'
import { makeCompany, type CompanySize } from './hundred-million/make-company.ts'
import { formatResults, toMegabytes, type Result } from './hundred-million/result-table.ts'
import { ClusterWatch } from './hundred-million/watch-cluster.ts'
import { describeMachine, loadScripts, openReport, type Scripts } from './report.ts'

const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '100000000' },
    customers: { type: 'string' },
    seed: { type: 'string', default: '20261122' },
    heap: { type: 'string', default: '4000' },
    folder: { type: 'string' },
    memory: { type: 'string', default: '6GB' },
    embedded: { type: 'boolean' },
    share: { type: 'boolean' },
  },
})
const orders = Number(values.orders)
const size: CompanySize = {
  orders,
  customers: Number(values.customers ?? Math.ceil(orders / 10)),
  seed: Number(values.seed),
}
const heap = Number(values.heap)
const program = join(process.cwd(), 'dist/fealty.mjs')
const mostProgramBytes = 1e9
/** A question over so many orders takes longer than a person waits. */
const limits = { ENGINE_SECONDS: '3600' }
/** Beside a cluster the embedded engine writes files and answers nothing. */
const writerMemory = '400MB'
/** So that several parts of a question fit a small worker at once. */
const settings = { 'fault-tolerant-execution-task-memory': '1GB', 'query.max-history': 1_000 }

const byMonth = ['--by', 'segment', '--every', 'month']
/** What is asked; the first one brings the facts to the engine and derives the daily tables. */
const questions: readonly { name: string; words: readonly string[] }[] = [
  { name: 'first question', words: ['measure', 'active', '--every', 'year'] },
  { name: 'revenue by segment and month', words: ['measure', 'revenue', ...byMonth] },
  { name: 'active by segment and month', words: ['measure', 'active', ...byMonth] },
  { name: 'retention by segment and month', words: ['measure', 'retention', ...byMonth] },
  { name: 'fit of BG/NBD', words: ['value', 'fit', '--model', 'bg-nbd', '--unit', 'day'] },
]

const replayed = 'groups of the fit, all held at once'

const { tell, check } = openReport()
const fail = (line: string) => {
  check(false, line)
}

/** A data folder of its own for an engine, so that nothing kept for one answers for another. */
async function copyCompany(company: string, folder: string): Promise<void> {
  for (const name of await readdir(company, { recursive: true })) {
    const [from, to] = [join(company, name), join(folder, name)]
    if (!(await stat(from)).isFile()) continue
    await mkdir(dirname(to), { recursive: true })
    // Segments are never written again, so all folders may share them.
    await (name.endsWith('.parquet') ? link(from, to) : copyFile(from, to))
  }
}

/** An engine, and where it is asked from. */
interface Way {
  name: string
  folder: string
  environment: Readonly<Record<string, string>>
  watch?: ClusterWatch
  /** The folder of an engine whose daily tables this one reads in the place of making its own. */
  tablesOf?: string | undefined
}

/** Asks all questions of one engine, one after the other. */
async function askAll({ runMeasured }: Scripts, way: Way): Promise<Result[]> {
  const results: Result[] = []
  for (const { name, words } of questions) {
    try {
      const asked = [program, ...words, '--json', '--data', way.folder]
      const { seconds, peakBytes = 0, output } = await runMeasured(asked, way.environment)
      const work = await way.watch?.take()
      results.push({
        way: way.name,
        question: name,
        seconds,
        programBytes: peakBytes,
        work,
        output,
      })
      tell(`${way.name}: ${name} ${seconds.toFixed(1)} s, program ${toMegabytes(peakBytes)} MB`)
    } catch (error) {
      fail(`${way.name}: ${name}: ${error instanceof Error ? error.message : String(error)}`)
      await way.watch?.take()
    }
  }
  return results
}

/** The statement of the fit once more, to see what its rows need when all are held at once. */
async function replayFit(way: string, watch: ClusterWatch): Promise<Result[]> {
  try {
    const start = performance.now()
    const work = await watch.replay('lake', 'fealty')
    const seconds = (performance.now() - start) / 1_000
    return [{ way, question: replayed, seconds, programBytes: 0, work, output: '' }]
  } catch (error) {
    tell(`${way}: ${replayed}: ${error instanceof Error ? error.message : String(error)}`)
    return []
  }
}

/** Holds each answer to the one of the first engine, and the program's memory to its limit. */
function judge(results: readonly Result[]): void {
  for (const { name } of questions) {
    const [first, ...others] = results.filter(({ question }) => question === name)
    for (const { way, output } of others) {
      const difference = findDifference(first!.output, output)
      if (difference !== undefined) fail(`${way}: ${name} differs: ${difference}`)
      else tell(`holds: ${way}: ${name} is that of ${first!.way}`)
    }
  }
  const most = Math.max(...results.map(({ work, programBytes }) => (work ? programBytes : 0)))
  const line = `with the cluster the program took ${toMegabytes(most)} MB at most`
  if (most >= mostProgramBytes) fail(line)
  else tell(`holds: ${line}`)
}

async function askCluster(
  scripts: Scripts,
  folder: string,
  ask: (way: Way) => Promise<void>,
): Promise<void> {
  const cluster = await scripts.startCluster({ workers: 1, heap, retry: 'TASK', settings })
  const coordinator = new URL(cluster.environment.ENGINE_URL!.replace('trino:', 'http:')).origin
  const watch = new ClusterWatch(coordinator, cluster.workers, tell)
  const environment = { ...limits, ENGINE_MEMORY: writerMemory, ...cluster.environment }
  try {
    await ask({ name: '1 worker', folder: join(folder, 'one'), environment, watch })
    await cluster.addWorker()
    const tablesOf = values.share === true ? join(folder, 'one') : undefined
    await ask({ name: '2 workers', folder: join(folder, 'two'), environment, watch, tablesOf })
  } finally {
    watch.stop()
    await cluster.stop()
  }
}

async function main(): Promise<void> {
  const scripts = await loadScripts()
  const reason = scripts.whyNoCluster()
  if (reason !== undefined) {
    console.log(`A hundred million orders: skipped, ${reason}.`)
    return
  }
  const folder = await mkdtemp(join(values.folder ?? tmpdir(), 'fealty-hundred-million-'))
  const { orders, customers, seed } = size
  console.log(
    `${describeMachine()}; ${orders.toLocaleString('en')} orders of ${customers.toLocaleString('en')} customers, seed ${seed}; heap of a node ${heap} MB`,
  )
  try {
    const company = join(values.folder ?? folder, `company-${orders}-${customers}-${seed}`)
    if (!existsSync(company)) {
      // One that was broken off half-made must not pass for whole.
      const unfinished = `${company}.unfinished`
      await rm(unfinished, { recursive: true, force: true })
      await makeCompany(unfinished, size, tell)
      await rename(unfinished, company)
    }
    const results: Result[] = []
    const ask = async (way: Way) => {
      const kept = `${company}-${way.name.replace(' ', '-')}.json`
      if (existsSync(kept)) {
        results.push(...(JSON.parse(await readFile(kept, 'utf8')) as Result[]))
        return
      }
      await copyCompany(company, way.folder)
      if (way.tablesOf !== undefined)
        await cp(join(way.tablesOf, 'rollups'), join(way.folder, 'rollups'), { recursive: true })
      const answered = await askAll(scripts, way)
      if (way.watch) answered.push(...(await replayFit(way.name, way.watch)))
      results.push(...answered)
      if (answered.length >= questions.length) await writeFile(kept, JSON.stringify(answered))
      if (way.watch === undefined) await rm(way.folder, { recursive: true })
    }
    await ask({
      name: 'embedded',
      folder: join(folder, 'embedded'),
      environment: { ...limits, ENGINE_MEMORY: values.memory },
    })
    if (values.embedded !== true) await askCluster(scripts, folder, ask)
    judge(results)
    const fit = results.find(({ question }) => question === 'fit of BG/NBD')?.output ?? 'none'
    console.log(`\n${formatResults(results)}\n\nThe fit: ${fit.replaceAll(/\s+/g, ' ')}`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

await main()
