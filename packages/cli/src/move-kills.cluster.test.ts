import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { identifier, openEngine, sql, type Engine } from '@fealty/engine'
import { metricIds } from '@fealty/measure'
import {
  allOperations,
  ensureWorkspace,
  openServices,
  runOperation,
  terminalCall,
} from '@fealty/server'
import { listImports } from '@fealty/store'
import { ownSchema, writeCompany } from './test/moved-company.ts'
import { startFealty, untilPrinted } from './test/run-fealty.ts'

/**
 * A running workspace is moved to a real cluster and back, and the program that carries it out is killed
 * with -9 on the way, again and again. Each time it is started anew and told to move again.
 */

let folder: string
let data: string
let cluster: Engine
const { url, environment } = ownSchema()
/** As a person starts it: the lake is named, the engine is not. */
const env = { ...process.env }
delete env.ENGINE_URL

interface Moved {
  /** How the terminal ended. */
  code: number | null
  /** How the server ended. */
  signal: string | null
  /** Lines of progress that were seen. */
  lines: string[]
  out: string
}

/** When the program is killed: so long after the line of progress with this number. */
interface Kill {
  line: number
  milliseconds: number
}

/** Starts the server, moves through it as a person does, and kills the server or stops it. */
async function serveAndMove(to: string, kill?: Kill): Promise<Moved> {
  const server = startFealty(['start', '--data', data, '--port', '0'], env)
  const gone = new Promise((resolve) => server.once('exit', resolve))
  await untilPrinted(server, /Stop it with/)
  const terminal = startFealty(['engine', 'move', '--to', to, '--data', data, '--json'], env)
  const moved: Moved = { code: null, signal: null, lines: [], out: '' }
  let rest = ''
  terminal.stdout?.setEncoding('utf8').on('data', (text: string) => (moved.out += text))
  terminal.stderr?.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      moved.lines.push(line)
      if (moved.lines.length === kill?.line)
        void wait(kill.milliseconds).then(() => server.kill('SIGKILL'))
    }
  })
  moved.code = await new Promise((resolve) => terminal.once('close', resolve))
  server.kill(kill === undefined ? 'SIGTERM' : 'SIGKILL')
  await gone
  moved.signal = server.signalCode
  return moved
}

async function withServices<T>(
  work: (
    run: (id: string, input?: object) => Promise<unknown>,
    workspaceId: string,
    store: Parameters<typeof listImports>[0],
  ) => Promise<T>,
): Promise<T> {
  const services = await openServices({ dataFolder: data, engine: environment })
  try {
    const { id } = await ensureWorkspace(services.store, services.now())
    const run = (operationId: string, input: object = {}) =>
      runOperation(
        allOperations.find((one) => one.id === operationId)!,
        input,
        terminalCall(id),
        services,
      )
    return await work(run, id, services.store)
  } finally {
    await services.close()
  }
}

/** Every metric, the scores and the ledger, from whatever engine is in use. */
const readAll = () =>
  withServices(async (run, workspaceId, store) => {
    const answers: unknown[] = [await listImports(store, workspaceId, 'all')]
    for (const metric of metricIds)
      answers.push(await run('measure.query', { metric, every: 'quarter' }))
    answers.push(await run('value.whale'), await run('customers.list', { pageSize: 100 }))
    return JSON.stringify(answers, (key, value: unknown) => (key === 'sql' ? undefined : value))
  })

/** Rows and segments of each kind, in the lake and by the ledger. */
async function countRows() {
  const { imports, workspaceId } = await withServices(async (_, id, store) => ({
    imports: await listImports(store, id),
    workspaceId: id,
  }))
  const nothing = { id: 'none', workspaceId, tables: {} }
  const tables = await cluster.query(
    nothing,
    sql`select table_name as name from information_schema.tables where table_schema = ${url.split('/').at(-1)!}`,
  )
  const kinds = [...new Set(imports.map(({ kind }) => kind))].sort()
  const ledger: unknown[] = []
  const lake: unknown[] = []
  for (const kind of kinds) {
    const ofKind = imports.filter((one) => one.kind === kind)
    const rows = ofKind.reduce((sum, { kept }) => sum + kept, 0)
    ledger.push({ kind, rows, segments: ofKind.length })
    const name = String(tables.find((one) => String(one.name).startsWith(`${kind}_`))?.name)
    const [counted] = await cluster.query(
      nothing,
      sql`select count(*) as n, count(distinct fealty_segment) as segments from ${identifier(name)}`,
    )
    lake.push({ kind, rows: counted!.n, segments: counted!.segments })
  }
  return { ledger, lake }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fealty-move-kills-'))
  data = join(folder, 'data')
  const lake = join(folder, 'asking')
  cluster = openEngine({ dataFolder: lake }, { ...environment, url })
  await withServices(async (run) => {
    for (const { kind, path } of await writeCompany(folder))
      await run('import.run', { kind, paths: [path] })
    await run('value.score')
  })
})
afterAll(async () => {
  await cluster.close()
  await rm(folder, { recursive: true, force: true })
})

/**
 * Line 1 is the first word to the cluster, 2 to 8 are the seven imports, 9 to 12 the sums of the four
 * kinds, 13 to 48 the answers, and then it is in use.
 */
const kills: Kill[] = [
  { line: 1, milliseconds: 0 },
  { line: 1, milliseconds: 300 },
  { line: 2, milliseconds: 150 },
  { line: 4, milliseconds: 250 },
  { line: 6, milliseconds: 100 },
  { line: 8, milliseconds: 50 },
  { line: 10, milliseconds: 100 },
  { line: 13, milliseconds: 400 },
  { line: 30, milliseconds: 0 },
  { line: 48, milliseconds: 0 },
]

test('killed at ten points of the way, it resumes and ends equal; nothing is taken twice or lost', async () => {
  const before = await readAll()
  for (const kill of kills) {
    const { signal, lines } = await serveAndMove(url, kill)
    expect(lines.length).toBeGreaterThanOrEqual(kill.line)
    expect(signal).toBe('SIGKILL')
    expect(lines.join('\n')).not.toContain('went wrong inside')
    const standing = await withServices((run) => run('engine.standing'))
    console.log(JSON.stringify({ ...kill, last: lines.at(-1), standing }))
  }
  const { code, lines, out } = await serveAndMove(url)
  expect(code, out + lines.join('\n')).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ to: url, differences: [] })
  expect(await withServices((run) => run('engine.standing'))).toMatchObject({
    engine: url,
    isMoving: false,
    move: { phase: 'switched' },
  })
  const { ledger, lake } = await countRows()
  expect(lake).toEqual(ledger)
  expect(await readAll()).toBe(before)
}, 1_500_000)

test('and on the way back', async () => {
  const before = await readAll()
  for (const kill of [
    { line: 3, milliseconds: 10 },
    { line: 10, milliseconds: 100 },
    { line: 40, milliseconds: 0 },
  ]) {
    const { code, signal } = await serveAndMove('embedded', kill)
    expect([kill, signal, code]).toEqual([kill, 'SIGKILL', 1])
  }
  const { code, out, lines } = await serveAndMove('embedded')
  expect(code, out + lines.join('\n')).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ switched: true, to: 'embedded', differences: [] })
  expect(await readAll()).toBe(before)
  expect(await withServices((run) => run('engine.clear'))).toMatchObject({ engine: url })
}, 900_000)
