/**
 * The coordinator of a real cluster is killed with -9 while customers answer 50 times a second and people
 * work on; then 50 million rows are streamed. Needs what `npm run cluster` needs. Ends with 1 when an answer was lost or counted twice, when
 * capture, cases or steering failed meanwhile, when a page that was there before had no numbers, or when
 * the scoreboard was not right within 60 s of the coordinator's return.
 *
 *   npm run long -- cluster-faults-away [--seconds 40] [--rate 50]
 */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openStore } from '@fealty/store'
import { startAnswerLoad, type AnswerLoad } from '../src/test/answer-load.ts'
import { openProgramClient, type ProgramClient } from '../src/test/program-client.ts'
import {
  endProgram,
  startProgram,
  stopProgram,
  type RunningProgram,
} from '../src/test/run-program.ts'
import { describeMachine, loadScripts, openReport } from './report.ts'

const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? undefined : process.argv[at + 1]
}
const secondsAway = Number(option('seconds') ?? 40)
const rate = Number(option('rate') ?? 50)
const path = join(process.cwd(), 'dist/fealty.mjs')
const mostSecondsToRight = 60
const surveyName = 'Answers under load'

const { began, tell, check } = openReport()

interface BoardRead {
  n: number
  waiting: number
  status: number
}
async function readBoard(client: ProgramClient): Promise<BoardRead> {
  const { status, body } = await client.get('listen/scoreboard')
  const boards = (body.boards ?? []) as {
    survey: string
    waiting: number
    measured: { n: number }
  }[]
  const board = boards.find(({ survey }) => survey === surveyName)
  return { status, n: board?.measured.n ?? 0, waiting: board?.waiting ?? 0 }
}

async function publish({ post }: ProgramClient): Promise<string> {
  const text = { en: 'How likely are you to recommend Acme to a friend or colleague?' }
  const questions = [{ id: 'nps', kind: 'nps', text }]
  const body = { name: surveyName, series: 'relationship', languages: ['en'], questions }
  const sure = async (path: string, given: object) => {
    const answer = await post(path, given)
    if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const { surveyId } = await sure('surveys/save', { body })
  await sure('surveys/publish', { surveyId, note: 'first' })
  return String((await sure('surveys/links', { surveyId, label: 'load' })).path)
}

/** What pages ask when they are opened. */
const questions = [
  'measure/scorecard',
  'measure/page?metric=nps',
  'measure/query?metric=revenue&every=month',
  'measure/query?metric=nps&every=month',
  'measure/cohorts',
  'value/whale',
  'data/overview',
  'customers/list',
  'cases/list',
  'cases/board',
  'goals/tree',
  'targets/list',
  'initiatives/list',
  'strategies/list',
  'surveys/list',
  'themes/read',
]
async function askAll({ get }: ProgramClient): Promise<Map<string, string>> {
  const said = new Map<string, string>()
  for (const question of questions) {
    const { status, body } = await get(question)
    said.set(question, status === 200 ? 'ok' : `${status} ${String(body.code)}`)
  }
  return said
}

/** What people do all day long. Each must be taken while the cluster is away. */
async function work({ get, post }: ProgramClient, customerId: string): Promise<void> {
  const opened = await post('cases/open', { customerId, note: 'Called in a temper.' })
  check(opened.status === 200, `a case was opened (${opened.status} ${String(opened.body.code)})`)
  const { caseId, version } = opened.body
  const noted = await post('cases/contact', {
    ...{ caseId, version, channel: 'phone', outcome: 'reached' },
  })
  check(noted.status === 200, `and worked on (${noted.status} ${String(noted.body.code)})`)
  const goal = {
    ...{ name: 'Fewer calls', object: 'The help line', purpose: 'to improve', issue: 'effort' },
    viewpoint: 'Head of Care',
  }
  const set = await post('goals/save', goal)
  check(set.status === 200, `a goal was set (${set.status} ${String(set.body.code)})`)
  const goals = await get('goals/tree')
  check(goals.status === 200, `and is seen (${goals.status} ${String(goals.body.code)})`)
}

/** While the cluster is away: once a second the board, once the pages and the work. */
async function watchAway(client: ProgramClient, load: AnswerLoad, before: Map<string, string>) {
  const until = Date.now() + secondsAway * 1_000
  let reads = 0
  let wrong = 0
  const watch = (async () => {
    while (Date.now() < until) {
      const least = load.accepted.size
      const board = await readBoard(client)
      reads += 1
      if (board.status !== 200 || board.n < least || board.n > load.sent) wrong += 1
      await wait(1_000)
    }
  })()
  await wait(5_000)
  const state = await client.get('engine/state')
  check(
    typeof state.body.awaySince === 'string' && typeof state.body.computedOn === 'string',
    `pages say that the engine is away since ${String(state.body.awaySince)}, with numbers of ${String(state.body.computedOn)}`,
  )
  await work(client, 'c1')
  const lost = [...(await askAll(client))].filter(
    ([id, said]) => said !== 'ok' && before.get(id) === 'ok',
  )
  check(
    lost.length === 0,
    `${questions.length} questions of pages were asked; without an answer: ${lost.map(([id, said]) => `${id} (${said})`).join(', ') || 'none'}`,
  )
  await watch
  check(wrong === 0, `the scoreboard was read ${reads} times, ${wrong} times not right`)
}

/** Until the board is right and its facts are read on the cluster again; gives the seconds. */
async function untilRight(client: ProgramClient, load: AnswerLoad): Promise<number> {
  const back = performance.now()
  const lastAway = load.accepted.size
  while (performance.now() - back < 180_000) {
    const least = load.accepted.size
    const board = await readBoard(client)
    const { awaySince } = (await client.get('engine/state')).body
    const isExact = board.status === 200 && board.n >= least && board.n <= load.sent
    // All that was given while it was away is a fact by now, and was counted by the cluster.
    if (isExact && awaySince === null && board.n - board.waiting >= lastAway) break
    await wait(250)
  }
  return (performance.now() - back) / 1_000
}

function quantile(values: readonly number[], share: number): string {
  const sorted = values.toSorted((a, b) => a - b)
  return (sorted[Math.floor(share * (sorted.length - 1))] ?? NaN).toFixed(0)
}

/** After the load: each accepted answer is one row of the store and one fact that the cluster counts. */
async function compare(running: RunningProgram, client: ProgramClient, load: AnswerLoad) {
  const end = Date.now() + 90_000
  let board = await readBoard(client)
  while (Date.now() < end && board.waiting > 0) {
    await wait(1_000)
    board = await readBoard(client)
  }
  const { body } = await client.get(
    `measure/query?metric=nps&where=${encodeURIComponent(`survey=${surveyName}`)}`,
  )
  const rows = body.rows as { measured: { n: number } }[] | undefined
  const counted = rows?.[0]?.measured.n
  await endProgram(running)
  const store = await openStore({ folder: join(running.folder, 'data') })
  const kept = await store.db.selectFrom('responses').select('responseId').execute()
  await store.close()
  const ids = new Map<string, number>()
  for (const { responseId } of kept) ids.set(responseId, (ids.get(responseId) ?? 0) + 1)
  const { accepted } = load
  const lost = [...accepted].filter((id) => !ids.has(id)).length
  const twice = [...accepted].filter((id) => (ids.get(id) ?? 0) > 1).length
  check(lost === 0 && twice === 0, `${accepted.size} accepted, ${lost} lost, ${twice} twice`)
  check(
    counted === accepted.size && board.n === accepted.size,
    `the cluster counts ${counted}, the scoreboard ${board.n}`,
  )
}

/** A small company that has bought for half a year and was asked before. */
async function loadCompany({ load }: ProgramClient): Promise<void> {
  const dayOf = (index: number) =>
    new Date(began - (1 + (index % 180)) * 86_400_000).toISOString().slice(0, 10)
  const rows = (count: number, write: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => write(index)).join('\n')
  await load('customers', `customer_id,segment\n${rows(400, (i) => `c${i},Line ${i % 3}`)}\n`)
  await load(
    'orders',
    `order_id,customer_id,at,amount\n${rows(3_000, (i) => `o${i},c${(i * 7) % 400},${dayOf(i)},${10 + (i % 90)}`)}\n`,
  )
  await load(
    'responses',
    `response_id,customer_id,answered_at,nps\n${rows(600, (i) => `r${i},c${i % 400},${dayOf(i)},${i % 11}`)}\n`,
  )
}

/** Fifty million rows are streamed to their end by a process with a heap of 64 MB. */
function streamMany(environment: Record<string, string>): void {
  const child = join(process.env.FEALTY_CHILDREN ?? '', 'stream-rows.mjs')
  const text =
    'select x, y from unnest(sequence(1, 10000)) as a(x) cross join unnest(sequence(1, 5000)) as b(y)'
  const said = execFileSync(process.execPath, ['--max-old-space-size=64', child, text], {
    env: environment,
    encoding: 'utf8',
  })
  const { rows, seconds, peakMegabytes } = JSON.parse(said) as Record<string, number>
  check(rows === 50_000_000, `${rows} rows streamed in ${seconds} s, at most ${peakMegabytes} MB`)
}

async function main(): Promise<void> {
  const { whyNoCluster, startCluster } = await loadScripts()
  const reason = whyNoCluster()
  if (reason !== undefined) {
    console.log(`Cluster faults: skipped, ${reason}.`)
    return
  }
  console.log(describeMachine())
  const cluster = await startCluster({ workers: 0, heap: 2_000 })
  const running = await startProgram([], { path, environment: cluster.environment })
  try {
    const client = openProgramClient(running)
    await loadCompany(client)
    const link = await publish(client)
    const before = await askAll(client)
    tell(`pages were opened: ${JSON.stringify(Object.fromEntries(before))}`)
    await readBoard(client)
    const load = startAnswerLoad(`${running.url}${link}/answers`, rate)
    await wait(20_000)
    tell(`${load.accepted.size} answers accepted; the coordinator is killed`)
    cluster.coordinator.child.kill('SIGKILL')
    await watchAway(client, load, before)
    const starting = performance.now()
    await cluster.coordinator.start()
    tell(`the coordinator is back after ${((performance.now() - starting) / 1_000).toFixed(0)} s`)
    const seconds = await untilRight(client, load)
    check(
      seconds <= mostSecondsToRight,
      `${seconds.toFixed(1)} s after its return the scoreboard is right and read on the cluster`,
    )
    await load.stop()
    tell(
      `${load.sent} answers sent at ${rate} a second, refused: ${JSON.stringify(load.refused)}, p50 ${quantile(load.latencies, 0.5)} ms, p99 ${quantile(load.latencies, 0.99)} ms, longest ${quantile(load.latencies, 1)} ms`,
    )
    await compare(running, client, load)
    streamMany(cluster.environment)
  } finally {
    await stopProgram(running)
    await cluster.stop()
  }
}

await main()
