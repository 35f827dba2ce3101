import { randomUUID } from 'node:crypto'
import { inChunks, type DomainEvent } from '@fealty/core'
import type { Selectable } from 'kysely'
import { defineProgram, type Store } from './store.ts'
import type { Moment, OutboxTable } from './tables.ts'

/** An event to be written in the transaction that makes it true. */
export interface NewEvent {
  workspaceId: string
  topic: string
  payload: unknown
  at: Moment
  /** Not handled before this moment. */
  dueAt?: Moment
}

/** An event that a process has taken, with the handlers that are done with it. */
export interface TakenEvent extends DomainEvent {
  doneHandlers: string[]
}

/** One insert holds no more rows than this; each has a few parameters. */
const rowsPerStatement = 500

/**
 * A UUID of version 7: what is written together then lies together in the index, which at a thousand
 * events a second is a page of the log instead of a thousand.
 */
function orderedId(at: Moment): string {
  const time = Date.parse(at).toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}

/** Writes events. Call it inside the transaction of what they tell. */
export async function addEvents(store: Store, events: readonly NewEvent[]): Promise<void> {
  for (const chunk of inChunks(events, rowsPerStatement)) {
    const rows = chunk.map(({ workspaceId, topic, payload, at, dueAt = at }): OutboxTable => ({
      id: orderedId(at),
      workspaceId,
      topic,
      payload: JSON.stringify(payload),
      createdAt: at,
      dueAt,
      attempts: 0,
      doneHandlers: '[]',
      state: 'waiting',
      problem: null,
    }))
    await store.db.insertInto('outbox').values(rows).execute()
  }
}

function toEvent(row: Selectable<OutboxTable>): TakenEvent {
  const { id, workspaceId, topic, createdAt, attempts } = row
  return {
    id,
    workspaceId,
    topic,
    payload: JSON.parse(row.payload) as unknown,
    createdAt,
    attempts,
    doneHandlers: JSON.parse(row.doneHandlers) as string[],
  }
}

/**
 * Takes events that are due, the oldest first. They are not given to another process before `until`;
 * a process that dies leaves them to the next one after that moment.
 */
export const takeEvents = defineProgram(
  'take-events',
  async (
    { db, dialect },
    { now, until, limit }: { now: Moment; until: Moment; limit: number },
  ): Promise<TakenEvent[]> => {
    const due = db
      .selectFrom('outbox')
      .selectAll()
      .where('state', '=', 'waiting')
      .where('dueAt', '<=', now)
      .orderBy('dueAt')
      .orderBy('createdAt')
      .limit(limit)
    const rows = await dialect.skipLocked(due).execute()
    if (rows.length === 0) return []
    const ids = rows.map(({ id }) => id)
    await db.updateTable('outbox').set({ dueAt: until }).where('id', 'in', ids).execute()
    return rows.map(toEvent)
  },
)

/** Notes that handlers are done with an event; with `end` the event is done itself. */
export const noteHandled = defineProgram(
  'note-handled',
  async (
    { db },
    events: readonly { id: string; doneHandlers: readonly string[]; end: boolean }[],
  ): Promise<void> => {
    // Events of a batch have mostly been through the same handlers: one statement for all of those.
    const alike = new Map<string, { doneHandlers: string; end: boolean; ids: string[] }>()
    for (const { id, doneHandlers, end } of events) {
      const done = JSON.stringify(doneHandlers)
      const group = alike.get(`${end} ${done}`) ?? { doneHandlers: done, end, ids: [] }
      alike.set(`${end} ${done}`, group)
      group.ids.push(id)
    }
    for (const { doneHandlers, end, ids } of alike.values()) {
      await db
        .updateTable('outbox')
        .set({ doneHandlers, ...(end ? { state: 'done' as const, problem: null } : {}) })
        .where('id', 'in', ids)
        .execute()
    }
  },
)

/** Puts an event back for a later try, or lays it among the dead ones when there is none. */
export async function noteFailed(
  { db }: Store,
  {
    id,
    problem,
    attempts,
    retryAt,
  }: { id: string; problem: string; attempts: number; retryAt: Moment | null },
): Promise<void> {
  await db
    .updateTable('outbox')
    .set(
      retryAt === null
        ? { problem, attempts, state: 'dead' }
        : { problem, attempts, dueAt: retryAt },
    )
    .where('id', '=', id)
    .execute()
}

/** Events whose handlers have failed for good, the newest first. */
export async function listDeadEvents(
  { db }: Store,
  workspaceId: string,
  limit: number,
): Promise<(TakenEvent & { problem: string | null })[]> {
  const rows = await db
    .selectFrom('outbox')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('state', '=', 'dead')
    .orderBy('createdAt', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...toEvent(row), problem: row.problem }))
}

/** Tries a dead event once more, from its first try. False when there is no such event. */
export async function reviveEvent(
  { db }: Store,
  workspaceId: string,
  id: string,
  now: Moment,
): Promise<boolean> {
  const result = await db
    .updateTable('outbox')
    .set({ state: 'waiting', attempts: 0, dueAt: now })
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .where('state', '=', 'dead')
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** How many events wait, and since when the oldest does. */
export async function readBacklog({
  db,
}: Store): Promise<{ waiting: number; oldest: Moment | null }> {
  const row = await db
    .selectFrom('outbox')
    .select(({ fn }) => [fn.countAll<number>().as('waiting'), fn.min('createdAt').as('oldest')])
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return { waiting: row.waiting, oldest: row.oldest }
}

/** Forgets what is done since before the moment. */
export async function sweepOutbox({ db }: Store, before: Moment): Promise<void> {
  await db
    .deleteFrom('outbox')
    .where('state', '=', 'done')
    .where('createdAt', '<', before)
    .execute()
}
