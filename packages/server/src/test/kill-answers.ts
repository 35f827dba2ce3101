import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { addWorkspace, openStore, type OpenStore, type StoreLocation } from '@fealty/store'
import { openTestSurvey } from './test-survey.ts'

/** What a run of kills has found. All but the first three must be 0. */
export interface KillReport {
  kills: number
  accepted: number
  /** Sheets that were in the air at a kill and were sent again with their id. */
  sentAgain: number
  lost: number
  /** Rows or events beyond one for each id. */
  double: number
  /** Accepted answers whose effect outside has not happened. */
  effectsMissing: number
  /** Answers whose effect outside came under two ids of an event, or whose effect inside came twice. */
  effectsDouble: number
}

export interface KillOptions {
  folder: string
  databaseUrl?: string
  kills: number
  clients?: number
  /** Longest time under load before a kill. */
  mostMilliseconds?: number
  tell?: (line: string) => void
}

interface Sheet {
  responseId: string
  body: string
}

/**
 * Kills a server that takes answers, again and again, at random moments under load. Clients do as ours
 * do: what was not acknowledged is sent again with the same id. Then everything is compared.
 */
export async function killAnswers(options: KillOptions): Promise<KillReport> {
  const { folder, databaseUrl, kills, clients = 12, mostMilliseconds = 350 } = options
  const location: StoreLocation = databaseUrl === undefined ? { folder } : { databaseUrl }
  const token = await prepare(location)
  const accepted = new Set<string>()
  let open: Sheet[] = []
  let sentAgain = 0
  for (let kill = 1; kill <= kills; kill += 1) {
    const server = await startAnswerServer(folder, databaseUrl)
    const again = open
    open = []
    sentAgain += again.length
    const load = Array.from({ length: clients }, () =>
      sendUntilKilled(`${server.url}/s/${token}/answers`, again, accepted, open),
    )
    // One kill in ten comes while the server is still warming up, the others under load.
    if (kill % 10 !== 0) await untilGrown(accepted)
    await wait(Math.random() * mostMilliseconds)
    await server.kill()
    await Promise.all(load)
    open.push(...again)
    if (kill % 25 === 0) options.tell?.(`${kill} kills, ${accepted.size} accepted`)
  }
  await settle(options, token, open, accepted)
  return {
    kills,
    accepted: accepted.size,
    sentAgain,
    ...(await compare(location, folder, accepted)),
  }
}

/** Waits for the first answer that this server accepts. */
async function untilGrown(accepted: ReadonlySet<string>): Promise<void> {
  const before = accepted.size
  for (let turn = 0; turn < 2_000 && accepted.size === before; turn += 1) await wait(5)
}

async function prepare(location: StoreLocation): Promise<string> {
  const store = await openStore(location)
  const id = randomUUID()
  await addWorkspace(store, {
    id,
    name: 'Kills',
    timeZone: 'UTC',
    currency: 'EUR',
    fiscalYearStartMonth: 1,
    settings: {},
    createdAt: new Date().toISOString(),
  })
  const survey = await openTestSurvey({ store, now: () => new Date() }, id)
  const token = await survey.link()
  await store.close()
  return token
}

export interface AnswerServer {
  url: string
  process: ChildProcess
  kill: () => Promise<void>
}

async function startAnswerServer(folder: string, databaseUrl?: string): Promise<AnswerServer> {
  const program = join(process.env.FEALTY_CHILDREN ?? '', 'answer-server.mjs')
  const parameters = databaseUrl === undefined ? [folder] : [folder, databaseUrl]
  const child = spawn(process.execPath, [program, ...parameters], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const port = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').once('data', (text: string) => resolve(text.trim()))
    child.once('exit', () => reject(new Error('the server ended before it listened')))
  })
  return {
    url: `http://127.0.0.1:${port}`,
    process: child,
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
  }
}

function newSheet(): Sheet {
  const responseId = randomUUID()
  const recommend = Math.floor(Math.random() * 11)
  return { responseId, body: JSON.stringify({ responseId, answers: { recommend } }) }
}

/** One client: the next sheet once the last is acknowledged. What is open at the kill goes to `open`. */
async function sendUntilKilled(
  url: string,
  again: Sheet[],
  accepted: Set<string>,
  open: Sheet[],
): Promise<void> {
  for (;;) {
    const sheet = again.pop() ?? newSheet()
    const status = await sendSheet(url, sheet)
    if (status === 200 || status === 201) accepted.add(sheet.responseId)
    else {
      open.push(sheet)
      if (status === null) return
    }
  }
}

/** The status, or null when nobody answered. */
async function sendSheet(url: string, { body }: Sheet): Promise<number | null> {
  try {
    const headers = { 'content-type': 'application/json' }
    // eslint-disable-next-line no-restricted-globals -- a client of our own server, in a test
    const response = await fetch(url, { method: 'POST', headers, body })
    await response.arrayBuffer()
    return response.status
  } catch {
    return null
  }
}

/** Sends what is open, and waits until the outbox is empty. */
async function settle(
  { folder, databaseUrl }: KillOptions,
  token: string,
  open: readonly Sheet[],
  accepted: Set<string>,
): Promise<void> {
  const server = await startAnswerServer(folder, databaseUrl)
  for (const sheet of open) {
    const status = await sendSheet(`${server.url}/s/${token}/answers`, sheet)
    if (status === 200 || status === 201) accepted.add(sheet.responseId)
  }
  const store = await openStore(databaseUrl === undefined ? { folder } : { databaseUrl })
  // Events that a killed process had taken come free after its lease; here they need not be waited for.
  await store.db
    .updateTable('outbox')
    .set({ dueAt: new Date(0).toISOString() })
    .where('state', '=', 'waiting')
    .execute()
  for (let turn = 0; turn < 600; turn += 1) {
    const { waiting } = await store.db
      .selectFrom('outbox')
      .select(({ fn }) => fn.countAll<number>().as('waiting'))
      .where('state', '=', 'waiting')
      .executeTakeFirstOrThrow()
    if (waiting === 0) break
    await wait(100)
  }
  await store.close()
  await server.kill()
}

type Found = Pick<KillReport, 'lost' | 'double' | 'effectsMissing' | 'effectsDouble'>

async function compare(
  location: StoreLocation,
  folder: string,
  accepted: ReadonlySet<string>,
): Promise<Found> {
  const store = await openStore(location)
  const rows = await store.db.selectFrom('responses').select('responseId').execute()
  const ids = new Set(rows.map(({ responseId }) => responseId))
  const events = await readEvents(store)
  const lost = [...accepted].filter((id) => !ids.has(id)).length
  const outside = readEffects(folder)
  const inside = await store.db
    .selectFrom('settings')
    .selectAll()
    .where('name', 'like', 'effect %')
    .execute()
  await store.close()
  const twice = [...outside.values()].filter((eventIds) => eventIds.size > 1).length
  return {
    lost,
    double: rows.length - ids.size + events.length - new Set(events).size,
    effectsMissing:
      [...accepted].filter((id) => !outside.has(id)).length + Math.abs(ids.size - inside.length),
    effectsDouble: twice + inside.filter(({ value }) => value !== '1').length,
  }
}

async function readEvents({ db }: OpenStore): Promise<string[]> {
  const rows = await db.selectFrom('outbox').select('payload').execute()
  return rows.map(({ payload }) => (JSON.parse(payload) as { responseId: string }).responseId)
}

/** Ids of events by answer, from the whole lines of the file. */
function readEffects(folder: string): Map<string, Set<string>> {
  const effects = new Map<string, Set<string>>()
  const file = join(folder, 'effects')
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  for (const line of text.split('\n')) {
    const [event, response] = line.split(' ')
    if (event === undefined || response?.length !== 36) continue
    effects.set(response, (effects.get(response) ?? new Set()).add(event))
  }
  return effects
}
