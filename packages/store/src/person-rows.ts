import { sql, type RawBuilder } from 'kysely'
import { dropResults } from './results.ts'
import { inTransaction, type Store } from './store.ts'
import type { Moment } from './column-types.ts'

/**
 * What becomes of the rows of a person in each table that names customers. `rename` keeps the row, which
 * counts for something, under the surrogate; `remove` takes it out. A test holds this list to all tables
 * that have a column `customer_id`.
 */
export const personTables: Readonly<Record<string, 'rename' | 'remove'>> = {
  responses: 'rename',
  contacts: 'remove',
  contact_purposes: 'remove',
  contact_decisions: 'rename',
  contacts_made: 'rename',
  invitations: 'rename',
  caught_mails: 'remove',
  links: 'remove',
  cases: 'rename',
}

/** Whose rows. */
export interface Person {
  workspaceId: string
  customerId: string
}

/** Everything that the store holds of a person, by table, as it stands there. */
export async function listPersonRows(
  { db }: Store,
  { workspaceId, customerId }: Person,
): Promise<Record<string, Record<string, unknown>[]>> {
  const found: Record<string, Record<string, unknown>[]> = {}
  for (const table of Object.keys(personTables)) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}
where workspace_id = ${workspaceId} and customer_id = ${customerId}`.execute(db)
    if (rows.length > 0) found[table] = rows
  }
  const { rows: events } = await sql<Record<string, unknown>>`select * from case_events
where workspace_id = ${workspaceId} and case_id in ${casesOf({ workspaceId, customerId })} order by case_id, seq`.execute(
    db,
  )
  if (events.length > 0) found.case_events = events
  return found
}

const casesOf = ({ workspaceId, customerId }: Person): RawBuilder<unknown> =>
  sql`(select id from cases where workspace_id = ${workspaceId} and customer_id = ${customerId})`

export interface PersonErasure extends Person {
  /** Stands for the person from now on; drawn by lot and kept nowhere else. */
  surrogate: string
  at: Moment
}

/**
 * Takes a person out of the store: identity, words and links go; what counts (answers, invitations,
 * contacts, cases) stays under a surrogate. Kept answers are forgotten, because among them are first pages
 * of lists, with names and words.
 */
export async function erasePersonRows(store: Store, erasure: PersonErasure): Promise<void> {
  const { workspaceId, customerId, surrogate, at } = erasure
  await inTransaction(store, async (transaction) => {
    const { db } = transaction
    const mine = sql`workspace_id = ${workspaceId} and customer_id = ${customerId}`
    const run = (statement: RawBuilder<unknown>) => statement.execute(db)
    await run(sql`update case_events set body = '{}' where workspace_id = ${workspaceId}
and case_id in ${casesOf(erasure)}`)
    await run(sql`delete from case_answers where workspace_id = ${workspaceId}
and case_id in ${casesOf(erasure)}`)
    await run(sql`update cases set response_id = null, action = null where ${mine}`)
    // One that is on its way into the facts was read before: its segment is then written anew.
    await run(sql`update responses set answers = '{}', body_hash = null, bearer = null,
erased_at = ${at}, revision = revision + 1, stale = case when landing_id in
(select id from landings where workspace_id = ${workspaceId} and import_id is null) then 1 else stale end
where ${mine}`)
    await run(sql`update enrolments set unit_id = ${surrogate}
where workspace_id = ${workspaceId} and unit_id = ${customerId}`)
    for (const [table, fate] of Object.entries(personTables)) {
      await run(
        fate === 'remove'
          ? sql`delete from ${sql.table(table)} where ${mine}`
          : sql`update ${sql.table(table)} set customer_id = ${surrogate} where ${mine}`,
      )
    }
    await eraseTexts(run, erasure)
    await dropResults(transaction, workspaceId)
  })
}

/** Where the id stands inside a text: events and deliveries go, records name the surrogate instead. */
async function eraseTexts(
  run: (statement: RawBuilder<unknown>) => Promise<unknown>,
  { workspaceId, customerId, surrogate }: PersonErasure,
): Promise<void> {
  const quoted = JSON.stringify(customerId)
  const holding = `%${quoted.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  const here = sql`workspace_id = ${workspaceId}`
  await run(sql`delete from outbox where ${here} and payload like ${holding} escape '\\'`)
  await run(sql`delete from webhook_deliveries where ${here} and body like ${holding} escape '\\'`)
  for (const table of ['records', 'record_versions']) {
    await run(sql`update ${sql.table(table)} set body = replace(body, ${quoted}, ${JSON.stringify(surrogate)})
where ${here} and body like ${holding} escape '\\'`)
  }
}

/** Answers of a survey older than a day lose words and identity; their scores stay. Returns how many. */
export async function eraseOldResponses(
  { db }: Store,
  old: { workspaceId: string; surveyId: string; before: string; at: Moment },
): Promise<number> {
  const { numAffectedRows = 0n } = await sql`update responses
set customer_id = null, account_id = null, answers = '{}', body_hash = null, bearer = null, erased_at = ${old.at}
where workspace_id = ${old.workspaceId} and survey_id = ${old.surveyId} and day < ${old.before}
and erased_at is null`.execute(db)
  return Number(numAffectedRows)
}

/** Puts segments of facts in the place of others, all at once. */
export async function replaceSegments(
  store: Store,
  workspaceId: string,
  paths: ReadonlyMap<string, string>,
): Promise<void> {
  await inTransaction(store, async ({ db }) => {
    for (const [id, segmentPath] of paths) {
      await db
        .updateTable('imports')
        .set({ segmentPath })
        .where('workspaceId', '=', workspaceId)
        .where('id', '=', id)
        .execute()
    }
  })
}

/**
 * Makes the database file forget what was deleted: free pages are written anew and the log is emptied.
 * PostgreSQL does that by itself (autovacuum); its log and backups are the operator's.
 */
export async function forgetDeleted({ db, dialect }: Store): Promise<void> {
  if (dialect.name !== 'sqlite') return
  await sql`vacuum`.execute(db)
  await sql`pragma wal_checkpoint(truncate)`.execute(db)
}
