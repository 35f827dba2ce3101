import { inChunks } from '@fealty/core'
import type { Selectable } from 'kysely'
import { findStanding } from './links.ts'
import { addEvents, type NewEvent } from './outbox.ts'
import { checkPremises, type Premise } from './premises.ts'
import { defineProgram, type Store } from './store.ts'
import type { ResponseTable } from './tables-listen.ts'

export type ResponseRecord = Selectable<ResponseTable>

/** A sheet on its way into the store, with the event that it makes true once it is final. */
export interface NewResponse {
  row: ResponseRecord
  event: NewEvent | null
  /** What it was checked against, where that may have changed since. */
  premise: Premise | null
  /** Hash of the link by which it came, if it came by one: a link may be ended at any moment. */
  link: string | null
}

/**
 * What became of a sheet. `accepted`: it is new. `updated`: it went on with an unfinished one.
 * `repeated`: the very same is there already. `conflict`: the id holds something else. `given`: the
 * invitation was answered already, with another id. `outdated`: what it was checked against is no longer
 * so. `ended`: its link was. Only the first two write something.
 */
export type WriteOutcome =
  'accepted' | 'updated' | 'repeated' | 'conflict' | 'given' | 'outdated' | 'ended'

/** One insert holds no more rows than this: SQLite takes 32,766 parameters. */
const rowsPerStatement = 500
const mostTries = 5

/** Another process has written the same sheet in the meantime; looked at again, it is known. */
class WrittenMeanwhile extends Error {
  // By its code, since between threads an error keeps no class.
  readonly code = 'WRITTEN_MEANWHILE'
}
const isMeanwhile = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'WRITTEN_MEANWHILE'

/**
 * Writes sheets with their events in one transaction: when it returns, all of them are on disk. In the
 * order given, so that a sheet and its repetition may come together.
 */
export async function writeResponses(
  store: Store,
  sheets: readonly NewResponse[],
): Promise<WriteOutcome[]> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await writeOnce(store, sheets)
    } catch (error) {
      const again = isMeanwhile(error) || store.dialect.isTaken(error)
      if (!again || tries === mostTries) throw error
    }
  }
}

/** What the sheets of one transaction do, gathered before it is written. */
interface Changes {
  known: Map<string, ResponseRecord>
  byInvitation: Map<string, ResponseRecord>
  inserts: Map<string, ResponseRecord>
  updates: Map<string, ResponseRecord>
  removals: ResponseRecord[]
  events: NewEvent[]
}

const keyOf = (workspaceId: string, id: string): string => `${workspaceId} ${id}`

/** One try, in a transaction. */
export const writeOnce = defineProgram(
  'write-responses',
  async (store, sheets: readonly NewResponse[]): Promise<WriteOutcome[]> => {
    const premises = sheets.flatMap(({ premise }) => premise ?? [])
    const links = sheets.flatMap(({ link }) => link ?? [])
    const holds = await checkPremises(store, premises)
    const standing = await findStanding(store, links)
    const changes = await readKnown(store, sheets)
    const outcomes = sheets.map((sheet) => {
      const { premise, link } = sheet
      if (link !== null && !standing.has(link)) return 'ended'
      return premise === null || holds(premise) ? takeIn(changes, sheet) : 'outdated'
    })
    for (const { workspaceId, responseId } of changes.removals) {
      await store.db
        .deleteFrom('responses')
        .where('workspaceId', '=', workspaceId)
        .where('responseId', '=', responseId)
        .execute()
    }
    for (const { workspaceId, responseId, ...values } of changes.updates.values()) {
      await store.db
        .updateTable('responses')
        .set(values)
        .where('workspaceId', '=', workspaceId)
        .where('responseId', '=', responseId)
        .execute()
    }
    await insertRows(store, [...changes.inserts.values()])
    await addEvents(store, changes.events)
    return outcomes
  },
  // Whoever answers waits for it, and the writer gathers between two of them.
  'now',
)

async function readKnown(store: Store, sheets: readonly NewResponse[]): Promise<Changes> {
  const known: ResponseRecord[] = []
  const rows = sheets.map(({ row }) => row)
  for (const workspaceId of new Set(rows.map((row) => row.workspaceId))) {
    const own = rows.filter((row) => row.workspaceId === workspaceId)
    const ids = own.map((row) => row.responseId)
    const invitations = own.flatMap(({ invitationId }) => invitationId ?? [])
    // Two statements, each on its own index.
    known.push(...(await findRows(store, workspaceId, 'responseId', ids)))
    known.push(...(await findRows(store, workspaceId, 'invitationId', invitations)))
  }
  const invited = known.filter(({ invitationId }) => invitationId !== null)
  return {
    known: new Map(known.map((row) => [keyOf(row.workspaceId, row.responseId), row])),
    byInvitation: new Map(invited.map((row) => [keyOf(row.workspaceId, row.invitationId!), row])),
    inserts: new Map(),
    updates: new Map(),
    removals: [],
    events: [],
  }
}

/** Accepted answers by their ids, as they are now. */
export async function listResponses(
  { db }: Store,
  workspaceId: string,
  responseIds: readonly string[],
): Promise<ResponseRecord[]> {
  if (responseIds.length === 0) return []
  return db
    .selectFrom('responses')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('responseId', 'in', [...new Set(responseIds)])
    .orderBy('responseId')
    .execute()
}

async function findRows(
  store: Store,
  workspaceId: string,
  column: 'responseId' | 'invitationId',
  ids: readonly string[],
): Promise<ResponseRecord[]> {
  if (ids.length === 0) return []
  const query = store.db
    .selectFrom('responses')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where(column, 'in', [...new Set(ids)])
    .orderBy('responseId')
  return store.dialect.holdRows(query).execute()
}

function takeIn(changes: Changes, sheet: NewResponse): WriteOutcome {
  const { row, event } = sheet
  const key = keyOf(row.workspaceId, row.responseId)
  const known = changes.known.get(key)
  if (known) return goOn(changes, key, known, sheet)
  if (row.invitationId !== null) {
    const earlier = changes.byInvitation.get(keyOf(row.workspaceId, row.invitationId))
    if (earlier?.complete === 1 || earlier?.toldAt) return 'given'
    if (earlier) dropUnfinished(changes, earlier)
  }
  keep(changes, key, row, changes.inserts)
  if (event) changes.events.push(event)
  return 'accepted'
}

/** The same sheet comes again: as it was, or, while it is unfinished and from the same hand, further. */
function goOn(
  changes: Changes,
  key: string,
  known: ResponseRecord,
  { row, event }: NewResponse,
): WriteOutcome {
  if (known.erasedAt !== null) return 'repeated'
  const isSameHand = known.bearer === row.bearer && known.surveyId === row.surveyId
  if (!isSameHand) return 'conflict'
  if (known.bodyHash === row.bodyHash) return 'repeated'
  if (known.complete === 1) return 'conflict'
  const next: ResponseRecord = {
    ...row,
    revision: known.revision + 1,
    createdAt: known.createdAt,
    toldAt: known.toldAt ?? row.toldAt,
    landingId: known.landingId,
    stale: known.landingId === null ? 0 : 1,
  }
  const isNew = changes.inserts.has(key)
  keep(changes, key, next, isNew ? changes.inserts : changes.updates)
  if (event && known.toldAt === null) changes.events.push(event)
  return 'updated'
}

function keep(
  changes: Changes,
  key: string,
  row: ResponseRecord,
  into: Map<string, ResponseRecord>,
): void {
  into.set(key, row)
  changes.known.set(key, row)
  if (row.invitationId !== null) {
    changes.byInvitation.set(keyOf(row.workspaceId, row.invitationId), row)
  }
}

/** The person has begun anew with another id: one invitation has one answer. */
function dropUnfinished(changes: Changes, earlier: ResponseRecord): void {
  const key = keyOf(earlier.workspaceId, earlier.responseId)
  changes.known.delete(key)
  changes.updates.delete(key)
  if (!changes.inserts.delete(key)) changes.removals.push(earlier)
}

async function insertRows(store: Store, rows: readonly ResponseRecord[]): Promise<void> {
  // One order for all processes, so that two of them never wait for each other.
  const ordered = [...rows].sort((one, other) => (one.responseId < other.responseId ? -1 : 1))
  for (const chunk of inChunks(ordered, rowsPerStatement)) {
    const { numInsertedOrUpdatedRows = 0n } = await store.db
      .insertInto('responses')
      .values(chunk)
      .onConflict((conflict) => conflict.columns(['workspaceId', 'responseId']).doNothing())
      .executeTakeFirstOrThrow()
    if (numInsertedOrUpdatedRows < BigInt(chunk.length)) throw new WrittenMeanwhile()
  }
}
