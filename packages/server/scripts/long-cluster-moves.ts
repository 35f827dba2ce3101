/**
 * A running workspace is moved to a real cluster and back: the demo company, online-retail-ii and cdnow, each
 * to a lake on a folder, back, to a lake in a bucket of MinIO, and back. Says how long each way took and what
 * was compared, and ends with 1 when a move did not end equal, or when one of six answers as the terminal
 * prints it is not the same bytes on all engines. Needs what `npm run cluster -- --s3` needs; a data set
 * that is not there is left out, in one line.
 *
 *   npm run long -- cluster-moves [--only cdnow]
 */
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { endProgram, startProgram, type RunningProgram } from '../src/test/run-program.ts'
import { describeMachine, loadScripts, openReport, type Scripts } from './report.ts'

const { values } = parseArgs({ options: { only: { type: 'string' } } })
const path = join(process.cwd(), 'dist/fealty.mjs')
const shared = process.env.FEALTY_SHARED ?? resolve('../shared')

const { tell, check } = openReport()

type Environment = Record<string, string>

interface Company {
  name: string
  /** How the program is started on the empty folder. */
  flags: readonly string[]
  /** What is typed to fill it. */
  commands: readonly (readonly string[])[]
}

const dataSet = (name: string, ...files: string[]): string[] =>
  files.map((file) => join(shared, 'data', name, file))

const companies: readonly Company[] = [
  { name: 'demo', flags: ['--demo'], commands: [] },
  {
    name: 'online-retail-ii',
    flags: [],
    commands: [
      [
        ...['import', 'orders'],
        ...dataSet(
          'online-retail-ii',
          'online_retail_2009_2010.csv.gz',
          'online_retail_2010_2011.csv.gz',
        ),
        ...['--map', 'amount=Quantity * Price', '--clean', 'exact-duplicates,no-customer'],
      ],
      ['value', 'score'],
    ],
  },
  {
    name: 'cdnow',
    flags: [],
    commands: [
      ['import', 'orders', ...dataSet('cdnow', 'CDNOW_master.txt')],
      ['value', 'score'],
    ],
  },
]

const questions: readonly (readonly string[])[] = [
  ['measure', 'revenue', '--every', 'month'],
  ['measure', 'active', '--every', 'month'],
  ['measure', 'retention', '--every', 'quarter'],
  ['measure', 'nps', '--every', 'quarter'],
  ['value', 'whale'],
  ['customers', 'list'],
]

/** A place to move to. The keys of a bucket are the server's alone; the terminal says the rest. */
interface Lake {
  name: string
  to: string
  environment: Environment
}

interface MoveReport {
  switched: boolean
  imports: number
  rows: number
  sums: number
  answers: number
  differences: unknown[]
}

class Workspace {
  constructor(
    private readonly run: Scripts['runMeasured'],
    private readonly program: RunningProgram,
  ) {}

  async type(words: readonly string[], environment: Readonly<Environment> = {}) {
    return this.run(
      [path, ...words, '--data', join(this.program.folder, 'data'), '--json'],
      environment,
    )
  }

  /** What the terminal prints, without the SQL, which each engine has in its own words. */
  async readAnswers(): Promise<string> {
    const answers: unknown[] = []
    for (const words of questions) {
      const { output } = await this.type(words)
      answers.push(JSON.parse(output))
    }
    return JSON.stringify(answers, (key, value: unknown) => (key === 'sql' ? undefined : value))
  }

  /** There or back, and whether the answers are those of before. */
  async move(to: string, lake: Lake, before: string): Promise<void> {
    const { seconds, output } = await this.type(['engine', 'move', '--to', to], lake.environment)
    const report = JSON.parse(output) as MoveReport
    const { switched, imports, rows, sums, answers, differences } = report
    check(
      switched && differences.length === 0,
      `${to === lake.to ? `to ${lake.name}` : `back from ${lake.name}`} in ${seconds.toFixed(0)} s: ${imports} imports with ${rows.toLocaleString('en')} rows, ${sums} sums and ${answers} answers compared, ${differences.length} differ`,
    )
    const start = performance.now()
    const after = await this.readAnswers()
    const took = ((performance.now() - start) / 1_000).toFixed(0)
    check(after === before, `six answers at the terminal are the same bytes (${took} s)`)
  }
}

async function moveCompany(
  { runMeasured }: Scripts,
  company: Company,
  lakes: readonly Lake[],
  secrets: Readonly<Environment>,
): Promise<void> {
  const { name, flags, commands } = company
  const missing = commands.flat().find((word) => word.startsWith(shared) && !existsSync(word))
  if (missing !== undefined) {
    tell(`${name}: skipped, the data set is not there (set FEALTY_SHARED)`)
    return
  }
  tell(`${name}: a workspace is filled`)
  const program = await startProgram(flags, { path, environment: secrets })
  const workspace = new Workspace(runMeasured, program)
  try {
    for (const words of commands) await workspace.type(words)
    const before = await workspace.readAnswers()
    for (const lake of lakes) {
      await workspace.move(lake.to, lake, before)
      await workspace.move('embedded', lake, before)
      await workspace.type(['engine', 'move', '--clean'], lake.environment)
    }
  } finally {
    await endProgram(program)
    await rm(program.folder, { recursive: true, force: true })
  }
}

async function main(): Promise<void> {
  const scripts = await loadScripts()
  const reason = scripts.whyNoCluster({ s3: true })
  if (reason !== undefined) {
    console.log(`Moves to a cluster: skipped, ${reason}.`)
    return
  }
  console.log(describeMachine())
  const cluster = await scripts.startCluster({ s3: true, heap: 2_000 })
  try {
    const {
      ENGINE_URL = '',
      AWS_ACCESS_KEY_ID,
      AWS_SECRET_ACCESS_KEY,
      ...bucket
    } = cluster.environment
    const secrets = {
      AWS_ACCESS_KEY_ID: AWS_ACCESS_KEY_ID!,
      AWS_SECRET_ACCESS_KEY: AWS_SECRET_ACCESS_KEY!,
    }
    for (const company of companies.filter(({ name }) => name.includes(values.only ?? ''))) {
      // Each company has a schema of its own.
      const schema = company.name.replaceAll('-', '_')
      const toUrl = (catalogue: string) =>
        ENGINE_URL.replace(/\/[^/]+\/[^/]+$/, `/${catalogue}/${schema}`)
      await moveCompany(
        scripts,
        company,
        [
          {
            name: 'a folder',
            to: toUrl('lake'),
            environment: { LAKE_URL: `file://${join(cluster.folder, 'lake')}` },
          },
          { name: 'a bucket', to: toUrl('bucket'), environment: bucket },
        ],
        secrets,
      )
    }
  } finally {
    await cluster.stop()
  }
}

await main()
