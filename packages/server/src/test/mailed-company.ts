import { request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { openStore } from '@fealty/store'
import { openProgramClient, type ProgramClient } from './program-client.ts'
import { startProgram, stopProgram } from './run-program.ts'

/** A mail that was really sent, with the addresses that stand in it. */
export interface ReceivedMail {
  customerId: string
  /** Every link: one for each score, the page, the way out, and the one that no person sees. */
  links: string[]
  /** The links of the scores, from 0. */
  scores: string[]
}

/** What the store has of the survey. */
export interface KeptAnswer {
  customerId: string | null
  score: number | null
  complete: boolean
  quarantined: boolean
}

export interface MailedCompany {
  url: string
  mails: ReceivedMail[]
  /** What customers have said, as it stands on disk. */
  answers: () => Promise<KeptAnswer[]>
  /** Customers who hear no more surveys. */
  stopped: () => Promise<number>
  close: () => Promise<void>
}

const customerOf = (index: number) => `c${String(index).padStart(4, '0')}`
const mailPatience = 240_000

/**
 * Starts the built program on an empty folder, loads customers, publishes a survey, and has its own
 * plan send each of them a mail, which the local catcher takes.
 */
export async function openMailedCompany(count: number, path?: string): Promise<MailedCompany> {
  const program = await startProgram([], { path })
  const folder = join(program.folder, 'data')
  try {
    const client = openProgramClient(program)
    const call = callerOf(client)
    await loadCustomers(client, count)
    const surveyId = await publish(call)
    await askAll(call, surveyId, count)
    const mails = await receive(folder, count)
    return {
      url: program.url,
      mails,
      answers: () => readAnswers(folder, surveyId),
      stopped: () => countStopped(folder),
      close: () => stopProgram(program),
    }
  } catch (error) {
    await stopProgram(program)
    throw error
  }
}

type Caller = (path: string, body: object) => Promise<Record<string, unknown>>

function callerOf({ post }: ProgramClient): Caller {
  return async (path, body) => {
    const answer = await post(path, body)
    if (answer.status !== 200)
      throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }
}

async function loadCustomers(client: ProgramClient, count: number): Promise<void> {
  const ids = Array.from({ length: count }, (_, index) => customerOf(index))
  const load = (kind: string, head: string, row: (id: string) => string) =>
    client.load(kind, `${head}\n${ids.map(row).join('\n')}\n`)
  await load('customers', 'customer_id,email,language', (id) => `${id},${id}@customers.example,en`)
  await load(
    'subscriptions',
    'subscription_id,customer_id,start,mrr',
    (id) => `s-${id},${id},2024-01-01,10`,
  )
}

async function publish(call: Caller): Promise<string> {
  const question = 'How likely are you to recommend Acme to a friend or colleague?'
  const questions = [
    { id: 'nps', kind: 'nps', text: { en: question } },
    { id: 'reason', kind: 'text', text: { en: 'What is the main reason for your score?' } },
  ]
  const body = { name: 'Relationship', series: 'relationship', languages: ['en'], questions }
  const { surveyId } = await call('surveys/save', { body })
  await call('surveys/publish', { surveyId, note: 'first' })
  return String(surveyId)
}

/** The contact budget lets everybody be asked at once, at this hour. */
async function askAll(call: Caller, surveyId: string, count: number): Promise<void> {
  const policy = {
    rules: [],
    hours: { from: '00:00', until: '23:59' },
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    holidays: [],
    consent: 'unless-stopped',
  }
  await call('budget/save', { version: 0, policy })
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  const mode = { kind: 'once', day: yesterday }
  const plan = { name: 'All, once', surveyId, state: 'on', mode, mostPerDay: count }
  await call('invitations/save', { plan })
}

/** Waits until every customer has a mail, and reads them as a mail program does. */
async function receive(folder: string, count: number): Promise<ReceivedMail[]> {
  const store = await openStore({ folder })
  try {
    const end = Date.now() + mailPatience
    while (Date.now() < end) {
      await wait(500)
      const rows = await store.db
        .selectFrom('caughtMails')
        .select(['customerId', 'html'])
        .orderBy('customerId')
        .execute()
      if (rows.length < count) continue
      return rows.map(({ customerId, html }) => toMail(customerId ?? '', html))
    }
    throw new Error(`${count} mails have not been sent in ${mailPatience / 1000} s`)
  } finally {
    await store.close()
  }
}

function toMail(customerId: string, html: string): ReceivedMail {
  const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, link = '']) =>
    link.replaceAll('&amp;', '&'),
  )
  return { customerId, links, scores: links.filter((link) => /\?a=nps\.\d+$/.test(link)) }
}

async function readAnswers(folder: string, surveyId: string): Promise<KeptAnswer[]> {
  const store = await openStore({ folder })
  try {
    const rows = await store.db
      .selectFrom('responses')
      .select(['customerId', 'nps', 'complete', 'quarantined'])
      .where('surveyId', '=', surveyId)
      .execute()
    return rows.map(({ customerId, nps, complete, quarantined }) => ({
      customerId,
      score: nps,
      complete: complete === 1,
      quarantined: quarantined === 1,
    }))
  } finally {
    await store.close()
  }
}

async function countStopped(folder: string): Promise<number> {
  const store = await openStore({ folder })
  try {
    const rows = await store.db.selectFrom('contactPurposes').select('customerId').execute()
    return rows.length
  } finally {
    await store.close()
  }
}

/** What scanners call themselves: some say it, most look like a browser. */
const agents = [
  'MailScan/2',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36',
]

/**
 * Asks for addresses as a scanner without JavaScript does, some at once. Gives how often each status
 * came.
 */
export async function scanByRequest(
  addresses: readonly { url: string; method: 'HEAD' | 'GET' }[],
  atOnce = 32,
): Promise<Map<number, number>> {
  const statuses = new Map<number, number>()
  const queue = [...addresses.entries()].reverse()
  const work = async () => {
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      const [index, { url, method }] = next
      const agent = agents[index % agents.length]!
      const { status } = await ask(url, { method, headers: { 'user-agent': agent } })
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return statuses
}

interface Asked {
  method: string
  headers: Record<string, string>
  body?: string
}

function ask(
  url: string,
  { method, headers, body }: Asked,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    request(url, { method, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part
      })
      response.once('end', () => {
        resolve({ status: response.statusCode ?? 0, text })
      })
    })
      .once('error', reject)
      .end(body)
  })
}
