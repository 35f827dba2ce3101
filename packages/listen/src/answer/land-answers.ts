import type { BackgroundCall, Job } from '@fealty/core'
import { isLanding, landFacts, mergeLandings, type LandingRow } from '@fealty/measure'
import {
  addEvents,
  inTransaction,
  listImports,
  listLanded,
  listRested,
  listStaleLandings,
  listUnlanded,
  listWaitingWorkspaces,
  listWorkspaces,
  noteLanded,
  noteMerged,
  noteTold,
  readWorkspace,
  type ImportRecord,
  type ResponseRecord,
} from '@fealty/store'
import type { ListenServices } from '../services.ts'
import type { SurveyBody } from '../survey/contract.ts'
import { publishedSurvey } from '../survey/published.ts'
import { acceptedEvent } from './accept-sheet.ts'
import { readComment, toFact } from './to-fact.ts'

/** What a person reads in the list of imports. */
const landingName = 'Answers taken here'
/** A landing holds no more than this; the rest follows at once. */
const mostRows = 5_000
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
    const rows = await listUnlanded(services.store, workspaceId, mostRows)
    if (rows.length > 0) await landRows(services, workspaceId, rows, [], at)
    landed += rows.length
    if (rows.length < mostRows) return landed
  }
}

/** Writes anew each segment with an answer that has changed since it landed. */
async function renewStale({ services, now }: Call): Promise<void> {
  for (const { workspaceId, landedImportId } of await listStaleLandings(services.store)) {
    if (landedImportId === null) continue
    const rows = await listLanded(services.store, workspaceId, [landedImportId])
    await landRows(services, workspaceId, rows, [landedImportId], now)
  }
}

async function landRows(
  services: ListenServices,
  workspaceId: string,
  rows: readonly ResponseRecord[],
  replaces: readonly string[],
  at: Date,
): Promise<void> {
  const { timeZone } = await readWorkspace(services.store, workspaceId)
  const bodies = new Map<string, SurveyBody>()
  const facts: LandingRow[] = []
  for (const row of rows) {
    const version = `${row.surveyId} ${row.surveyVersion}`
    const body = bodies.get(version) ?? (await surveyOf(services, row)).body
    bodies.set(version, body)
    facts.push(toFact(row, body, timeZone))
  }
  await landFacts(services, {
    workspaceId,
    kind: 'responses',
    name: landingName,
    rows: facts,
    replaces,
    at,
    note: async (store, importId) => {
      if (importId !== null) await noteLanded(store, workspaceId, rows, importId)
    },
  })
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

/** So many segments of a size become one of the next size. */
const segmentsOfSize = 8
/** Larger segments stay as they are. */
const largestPart = 50_000

/**
 * Keeps the number of segments small: eight of about one size become one, so that n answers lie in
 * about n / 50,000 segments and a few dozen small ones, and each answer is written a few times at most.
 */
export const mergeJob: Job<ListenServices> = {
  name: 'answers.merge',
  everySeconds: 300,
  async run({ services, now, signal }) {
    for (const { id } of await listWorkspaces(services.store)) {
      if (!signal.aborted) await mergeAnswers(services, id, now)
    }
  },
}

/** Invitations without answer stay by themselves: they are not written anew from the answers. */
const isOfAnswers = (record: ImportRecord): boolean =>
  isLanding(record) && record.files[0]?.name === landingName

/** Merges what has become many. Gives how many segments went into others. */
async function mergeAnswers(
  services: ListenServices,
  workspaceId: string,
  at: Date,
): Promise<number> {
  let merged = 0
  for (;;) {
    const parts = chooseParts((await listImports(services.store, workspaceId)).filter(isOfAnswers))
    if (parts.length === 0) return merged
    const ids = parts.map(({ id }) => id)
    const landing = {
      workspaceId,
      kind: 'responses' as const,
      name: landingName,
      at,
      note: async (store: ListenServices['store'], importId: string | null) => {
        if (importId !== null) await noteMerged(store, workspaceId, ids, importId)
      },
    }
    if ((await mergeLandings(services, landing, parts)) === null) return merged
    merged += parts.length
  }
}

/** The oldest eight of the smallest size that has as many; none when no size has. */
export function chooseParts<T extends Pick<ImportRecord, 'kept'>>(landings: readonly T[]): T[] {
  const bySize = new Map<number, T[]>()
  for (const landing of landings) {
    if (landing.kept > largestPart) continue
    const size = Math.floor(Math.log(Math.max(1, landing.kept)) / Math.log(segmentsOfSize))
    bySize.set(size, [...(bySize.get(size) ?? []), landing])
  }
  const sizes = [...bySize.keys()].sort((one, other) => one - other)
  const full = sizes.find((size) => bySize.get(size)!.length >= segmentsOfSize)
  return full === undefined ? [] : bySize.get(full)!.slice(0, segmentsOfSize)
}
