import { readEngineSettings } from '@fealty/server'
import {
  dataOption,
  jsonOption,
  print,
  printJson,
  terminalProgress,
  withConnection,
  type Command,
} from '../command.ts'
import type { Progress } from '../connection-type.ts'
import type { GivenOptions } from '../read-options.ts'
import { drawTable } from '../table.ts'
import { WrongCall } from '../wrong-call.ts'

interface MoveReport {
  from: string
  to: string
  switched: boolean
  imports: number
  rows: number
  sums: number
  answers: number
  differences: { what: string; from: string; to: string }[]
}

export const engineMoveCommand: Command = {
  usage: 'engine move',
  summary: 'Takes all facts to another engine, and uses it once every number is equal',
  details: `--to trino://USER@HOST:PORT/CATALOG/SCHEMA moves to a cluster (settings of the lake as for ENGINE_URL),
--to embedded moves back to the engine within the program. Broken off, it is begun again by the same
words. Exit code 1 when numbers differ; the engine in use then stays in use.`,
  options: {
    to: { value: 'URL', meaning: 'The engine to move to: an address, or the word embedded' },
    clean: { meaning: 'After a move: delete what the engine that was left still keeps' },
    forget: { meaning: 'Let ENGINE_URL decide again, from the next start on, uncompared' },
    ...dataOption,
    ...jsonOption,
  },
  async run(given) {
    const to = given.text('to')
    const wishes = [to !== undefined, given.has('clean'), given.has('forget')].filter(Boolean)
    if (given.words.length > 0) throw new WrongCall(`${given.words[0]} is one word too many.`)
    if (wishes.length !== 1) throw new WrongCall('Say one of --to URL, --clean and --forget.')
    if (to !== undefined) await move(given, to)
    else if (given.has('clean')) await clean(given)
    else await forget(given)
  },
}

async function move(given: GivenOptions, to: string): Promise<void> {
  const { lakeUrl, lakeLocation, lakeEndpoint, lakeRegion, lakePathStyle } = readEngineSettings(
    process.env,
  )
  const lake = { lakeUrl, lakeLocation, lakeEndpoint, lakeRegion, lakePathStyle }
  const report = (await run(given, 'engine.move', { to, lake })) as MoveReport
  if (given.has('json')) printJson(report)
  else print(showMove(report))
  if (report.differences.length > 0) process.exitCode = 1
}

async function clean(given: GivenOptions): Promise<void> {
  const report = (await run(given, 'engine.clear', {})) as { engine: string; dropped: number }
  if (given.has('json')) printJson(report)
  else print(`${report.engine}: ${number(report.dropped)} tables deleted.\n`)
}

async function forget(given: GivenOptions): Promise<void> {
  await run(given, 'engine.forget', {})
  if (given.has('json')) printJson({})
  else print('From the next start on ENGINE_URL names the engine again.\n')
}

async function run(given: GivenOptions, operation: string, input: object): Promise<unknown> {
  const { progress, end } = process.stderr.isTTY ? terminalProgress() : lineProgress()
  return withConnection(given, (connection) => connection.run(operation, input, progress)).finally(
    end,
  )
}

/** A log has one line for each step: a move takes long, and may be looked at later. */
function lineProgress(): { progress: Progress; end: () => void } {
  return {
    progress: ({ text }) => process.stderr.write(`${text}\n`),
    end: () => undefined,
  }
}

const number = (value: number): string => value.toLocaleString('en')

function showMove({ from, to, switched, differences, ...counts }: MoveReport): string {
  const compared = `${number(counts.imports)} imports with ${number(counts.rows)} rows; ${number(counts.sums)} sums and ${number(counts.answers)} answers compared.`
  if (differences.length > 0) {
    const table = drawTable({
      columns: [{ title: 'What' }, { title: from }, { title: to }],
      rows: differences.map((one) => [one.what, one.from, one.to]),
    })
    return `${compared}\n${table}\n${from} stays in use, because these numbers differ.\n`
  }
  if (!switched) return `${to} is in use already.\n`
  return `${compared}\nAll are equal. ${to} is in use now.\n${from} keeps what it has until \`fealty engine move --clean\`.\n`
}
