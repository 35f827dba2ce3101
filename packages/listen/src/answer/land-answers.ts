import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { BackgroundCall, Job } from '@fealty/core'
import { isLanding, landFacts, type LandingRow } from '@fealty/measure'
import {
  addEvents,
  dropLanding,
  inTransaction,
  listImports,
  listLandingsOf,
  listOfLanding,
  listOpenLandings,
  listRested,
  listStaleImports,
  listWaitingWorkspaces,
  noteLanded,
  noteRenewed,
  noteTold,
  readWorkspace,
  takeIntoLanding,
  type LandingKey,
  type ResponseRecord,
} from '@fealty/store'
import type { ListenServices } from '../services.ts'
import type { SurveyBody } from '../survey/contract.ts'
import { publishedSurvey } from '../survey/published.ts'
import { readComment, toFact } from './to-fact.ts'
import { acceptedEvent } from './to-response.ts'

/** What a person reads in the list of imports. */
export const landingName = 'Answers taken here'
/** A landing holds about so many; the rest follows at once. */
const mostRows = 5_000
/** So many are taken or read in one statement: a few milliseconds, since people wait for the same store. */
const rowsAtOnce = 250
/** And so long is then left to them. */
const breathMilliseconds = 30
/** So many waiting land at once; fewer wait until half a minute has passed since the last landing. */
const enoughRows = 500
const restMilliseconds = 60 * 60_000
/** With the job's own pace, and the lake's, an answer is a fact everywhere within a minute. */
const quietMilliseconds = 30_000

type Call = BackgroundCall<ListenServices>

/**
 * Lands final answers as facts: when enough of them wait, or half a minute after the last landing. So few
 * answers make few segments, and many are facts within seconds.
 */
export const landJob: Job<ListenServices> = {
  name: 'answers.land',
  everySeconds: 5,
  async run(call) {
    await endOpenLandings(call)
    await tellRested(call)
    const { store } = call.services
    for (const { workspaceId, waiting } of await listWaitingWorkspaces(store)) {
      if (call.signal.aborted) return
      if (waiting >= enoughRows || (await isQuiet(call, workspaceId))) {
        await landAnswers(call.services, workspaceId, call.now)
      }
    }
    await renewStale(call)
  },
}

/** Answers that nobody went on with for an hour count as they are. */
async function tellRested({ services, now }: Call): Promise<void> {
  const before = new Date(now.getTime() - restMilliseconds).toISOString()
  const at = now.toISOString()
  for (const row of await listRested(services.store, before, mostRows)) {
    const { body } = await surveyOf(services, row)
    const hasComment = readComment(row, body) !== null
    await inTransaction(services.store, async (store) => {
      if (await noteTold(store, row, at)) await addEvents(store, [acceptedEvent(row, hasComment)])
    })
  }
}

async function isQuiet({ services, now }: Call, workspaceId: string): Promise<boolean> {
  const last = (await listImports(services.store, workspaceId)).filter(isLanding).at(-1)
  return !last || now.getTime() - Date.parse(last.importedAt) >= quietMilliseconds
}

/** Lands everything that waits in a workspace. Gives how many answers have landed. */
export async function landAnswers(
  services: ListenServices,
  workspaceId: string,
  at: Date,
): Promise<number> {
  let landed = 0
  for (;;) {
    const key = { workspaceId, landingId: randomUUID() }
    const taken = await takeWaiting(services, key)
    if (taken > 0) await endLanding(services, key, at)
    landed += taken
    if (taken < mostRows) return landed
  }
}

/** Takes what waits into a landing, in small steps. */
async function takeWaiting({ store }: ListenServices, key: LandingKey): Promise<number> {
  let taken = 0
  for (;;) {
    const step = await takeIntoLanding(store, { ...key, limit: rowsAtOnce, begin: taken === 0 })
    taken += step
    if (step === rowsAtOnce) await setTimeout(breathMilliseconds)
    if (step < rowsAtOnce || taken >= mostRows) break
  }
  if (taken === 0) await dropLanding(store, key)
  return taken
}

/** Ends landings that a process has left open when it was killed: their answers wait for nobody else. */
async function endOpenLandings({ services, now, signal }: Call): Promise<void> {
  for (const key of await listOpenLandings(services.store)) {
    if (!signal.aborted) await endLanding(services, key, now)
  }
}

/** Makes facts of an open landing. */
async function endLanding(services: ListenServices, key: LandingKey, at: Date): Promise<void> {
  await landFacts(services, {
    workspaceId: key.workspaceId,
    kind: 'responses',
    name: landingName,
    rows: readFacts(services, [key]),
    at,
    note: (store, to) => noteLanded(store, [key], { from: null, to }),
  })
}

/** Writes anew each segment with an answer that has changed since it landed. */
async function renewStale({ services, now, signal }: Call): Promise<void> {
  for (const { workspaceId, importId } of await listStaleImports(services.store)) {
    if (importId === null || signal.aborted) continue
    const keys = await listLandingsOf(services.store, workspaceId, importId)
    const changed: Changed[] = []
    await landFacts(services, {
      workspaceId,
      kind: 'responses',
      name: landingName,
      rows: readFacts(services, keys, changed),
      replaces: [importId],
      at: now,
      note: async (store, to) => {
        await noteRenewed(store, workspaceId, changed)
        await noteLanded(store, keys, { from: importId, to })
      },
    })
  }
}

type Changed = Pick<ResponseRecord, 'responseId' | 'revision'>

/** The answers of landings as facts, without those set aside; notes those that had changed since. */
async function* readFacts(
  services: ListenServices,
  keys: readonly LandingKey[],
  changed: Changed[] = [],
): AsyncGenerator<LandingRow> {
  const bodies = new Map<string, SurveyBody>()
  for (const key of keys) {
    const { timeZone } = await readWorkspace(services.store, key.workspaceId)
    for await (const row of readLanding(services.store, key)) {
      if (row.stale === 1) changed.push({ responseId: row.responseId, revision: row.revision })
      if (row.quarantined === 1) continue
      const version = `${row.surveyId} ${row.surveyVersion}`
      const body = bodies.get(version) ?? (await surveyOf(services, row)).body
      bodies.set(version, body)
      yield toFact(row, body, timeZone)
    }
  }
}

async function* readLanding(store: ListenServices['store'], key: LandingKey) {
  let after: string | null = null
  for (;;) {
    const page: ResponseRecord[] = await listOfLanding(store, key, { after, limit: rowsAtOnce })
    yield* page
    if (page.length < rowsAtOnce) return
    after = page.at(-1)!.responseId
    await setTimeout(breathMilliseconds)
  }
}

function surveyOf({ store }: ListenServices, row: ResponseRecord) {
  return publishedSurvey(store, row.workspaceId, row.surveyId, row.surveyVersion)
}

/**
 * Customers who were asked and have not answered, as facts, so that the response rate counts them.
 * Whoever keeps the invitations calls it once for each, when the time to answer is over; `note` marks
 * them in the same transaction.
 */
export async function landUnanswered(
  services: ListenServices,
  landing: {
    workspaceId: string
    /** Of each: customer, survey name, touchpoint, unit, channel, and `invited_at` with its `day`. */
    rows: readonly LandingRow[]
    at: Date
    note: NonNullable<Parameters<typeof landFacts>[1]['note']>
  },
): Promise<string | null> {
  return landFacts(services, { ...landing, kind: 'responses', name: 'Invitations without answer' })
}
