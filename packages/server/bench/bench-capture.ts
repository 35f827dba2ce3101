/**
 * Answers under load on the real server: 1,000 a second in an open loop with a scorecard and a live
 * scoreboard open, then 200 a second to see how soon an answer shows on the board.
 *
 *   npm run bench -- capture [--seconds 60] [--rate 1000] [--links 20]
 *
 * With as many links as answers each comes by a link of its own, as from a mail whose page was not opened
 * here: the link must then be looked up.
 */
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { Agent, get, request } from 'node:http'
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { makeLinks } from '@fealty/listen'
import { addMembership, addPerson, addWorkspace, openStore } from '@fealty/store'
import { startSession } from '../src/access/sessions.ts'
import { openTestSurvey } from '../src/test/test-survey.ts'

const option = (name: string, usual: number): number => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? usual : Number(process.argv[at + 1])
}
const seconds = option('seconds', 60)
const rate = option('rate', 1_000)
const links = option('links', 20)
const port = option('port', 4_390)
const folder = mkdtempSync(join(tmpdir(), 'fealty-bench-capture-'))
const agent = new Agent({ keepAlive: true, maxSockets: 400 })
const now = () => new Date()

async function prepare(): Promise<{ tokens: string[]; cookie: string }> {
  const store = await openStore({ folder })
  const id = randomUUID()
  const createdAt = now().toISOString()
  const settings = { timeZone: 'UTC', currency: 'EUR', fiscalYearStartMonth: 1, settings: {} }
  await addWorkspace(store, { id, name: 'Bench', ...settings, createdAt })
  const personId = randomUUID()
  const person = { email: 'bench@example.org', name: 'Bench', passwordHash: null }
  await addPerson(store, { id: personId, ...person, createdAt, deactivatedAt: null })
  await addMembership(store, { personId, workspaceId: id, role: 'owner', units: [], createdAt })
  const survey = await openTestSurvey({ store, now }, id)
  const expiresAt = new Date(now().getTime() + 86_400_000)
  const one = { workspaceId: id, surveyId: survey.id, channel: 'link' as const, now: now() }
  const made = await makeLinks(store, Array(links).fill({ ...one, expiresAt }))
  const tokens = made.map(({ token }) => token)
  const session = await startSession(store, personId, id, now())
  await store.close()
  return { tokens, cookie: `fealty-session=${session}` }
}

interface Sent {
  id: string
  status: number
  milliseconds: number
  at: number
}

function send(token: string, due: number): Promise<Sent> {
  const id = randomUUID()
  const answers = { recommend: due % 11, why: 'Quick, friendly, and the price is right for us.' }
  const body = JSON.stringify({ responseId: id, answers })
  const began = performance.timeOrigin + due
  return new Promise((resolve) => {
    const done = (status: number) => {
      const at = Date.now()
      resolve({ id, status, milliseconds: performance.timeOrigin + performance.now() - began, at })
    }
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    const path = `/s/${token}/answers`
    request({ port, path, method: 'POST', headers, agent }, (response) => {
      response.resume().once('end', () => done(response.statusCode ?? 0))
    })
      .once('error', () => done(0))
      .end(body)
  })
}

/** Sends by the clock, whether or not answers come back. */
async function load(
  tokens: readonly string[],
  eachSecond: number,
  forSeconds: number,
): Promise<Sent[]> {
  const sent: Promise<Sent>[] = []
  const begin = performance.now()
  const total = eachSecond * forSeconds
  while (sent.length < total) {
    const due = Math.min(total, Math.floor(((performance.now() - begin) / 1_000) * eachSecond) + 1)
    while (sent.length < due) {
      const at = Math.floor(begin + (sent.length / eachSecond) * 1_000)
      sent.push(send(tokens[sent.length % tokens.length]!, at))
    }
    await wait(1)
  }
  return Promise.all(sent)
}

/** The scoreboard as a person has it open: when it showed which number of answers. */
function openBoard(cookie: string, shown: { n: number; at: number }[]): void {
  let text = ''
  get({ port, path: '/api/listen/scoreboard/live', headers: { cookie } }, (response) => {
    response.setEncoding('utf8').on('data', (part: string) => {
      text += part
      const events = text.split('\n\n')
      text = events.pop() ?? ''
      for (const event of events) {
        const data = /^data: (.*)$/m.exec(event)?.[1]
        if (data === undefined) continue
        const { boards } = JSON.parse(data) as { boards?: { measured: { n: number } }[] }
        if (boards?.[0]) shown.push({ n: boards[0].measured.n, at: Date.now() })
      }
    })
  }).once('error', () => undefined)
}

function openScorecard(cookie: string): NodeJS.Timeout {
  return setInterval(() => {
    get({ port, path: '/api/measure/scorecard', headers: { cookie } }, (response) => {
      response.resume()
    }).once('error', () => undefined)
  }, 2_000)
}

const quantile = (values: readonly number[], share: number): number =>
  [...values].sort((one, other) => one - other)[Math.floor((values.length - 1) * share)] ?? NaN

function say(name: string, sent: readonly Sent[], forSeconds: number): void {
  const accepted = sent.filter(({ status }) => status === 201)
  const times = accepted.map(({ milliseconds }) => milliseconds)
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => quantile(times, share).toFixed(0))
  const refused = sent.filter(({ status }) => status === 429 || status === 503).length
  console.log(
    `${name}: ${sent.length} sent, ${accepted.length} accepted (${(accepted.length / forSeconds).toFixed(0)}/s), ${refused} told to wait, ${sent.length - accepted.length - refused} failed; p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms`,
  )
}

async function countLost(sent: readonly Sent[]): Promise<string> {
  const store = await openStore({ folder })
  const rows = await store.db.selectFrom('responses').select('responseId').execute()
  await store.close()
  const ids = new Set(rows.map(({ responseId }) => responseId))
  const lost = sent.filter(({ id, status }) => status === 201 && !ids.has(id)).length
  return `${lost} lost, ${rows.length - ids.size} counted twice, ${rows.length} on disk`
}

const { tokens, cookie } = await prepare()
const program = join(import.meta.dirname, 'fealty.mjs')
const server = spawn(
  process.execPath,
  [program, 'start', '--data', folder, '--port', String(port)],
  {
    stdio: ['ignore', 'ignore', 'inherit'],
  },
)
const ended = new Promise((resolve) => server.once('exit', resolve))
for (let turn = 0; turn < 300; turn += 1) {
  if ((await send(tokens[0]!, Math.floor(performance.now()))).status === 201) break
  await wait(100)
}
console.log(
  `${now().toISOString().slice(0, 10)}, ${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), load of the machine before ${loadavg()[0]?.toFixed(1) ?? ''}`,
)
const shown: { n: number; at: number }[] = []
openBoard(cookie, shown)
const timer = openScorecard(cookie)
const calm = await load(tokens, 200, 20)
say('200 a second, 20 s', calm, 20)
await wait(3_000)
const first = shown[0]?.n ?? 0
const acked = calm.filter(({ status }) => status === 201).sort((one, other) => one.at - other.at)
const delays = acked.flatMap(({ at }, index) => {
  const seen = shown.find(({ n }) => n >= first + index + 1)
  return seen ? [Math.max(0, seen.at - at)] : []
})
console.log(
  `on the open board: ${delays.length} of ${acked.length} seen, p50 ${quantile(delays, 0.5)} ms, p95 ${quantile(delays, 0.95)} ms after the reply`,
)
const hard = await load(tokens, rate, seconds)
say(`${rate} a second, ${seconds} s`, hard, seconds)
clearInterval(timer)
server.kill('SIGTERM')
await ended
const result = await countLost([...calm, ...hard])
console.log(result)
rmSync(folder, { recursive: true, force: true })
process.exit(result.startsWith('0 lost, 0 ') ? 0 : 1)
