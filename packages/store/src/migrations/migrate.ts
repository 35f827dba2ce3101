import { FealtyError } from '@fealty/core'
import { inTransaction, type Store } from '../store.ts'
import { createFirstTables } from './0001-first-tables.ts'
import { createRecordsAndOutbox } from './0002-records-and-outbox.ts'
import { createAnswers } from './0003-answers.ts'
import { createClicks } from './0004-clicks.ts'
import { createInvitations } from './0005-invitations.ts'
import { createSurveysAndLinks } from './0004-surveys-and-links.ts'
import { createCases } from './0006-cases.ts'
import { createEnrolments } from './0008-enrolments.ts'
import { addLatestToInvitations } from './0009-invitations-latest.ts'
import { createLandings } from './0010-landings.ts'
import { widenResponsesByTime } from './0011-responses-by-time.ts'
import { addForgettings } from './0012-forgettings.ts'

interface Migration {
  id: string
  up: (store: Store) => Promise<void>
}

/** In order; an entry that was released never changes. */
const migrations: readonly Migration[] = [
  { id: '0001-first-tables', up: createFirstTables },
  { id: '0002-records-and-outbox', up: createRecordsAndOutbox },
  { id: '0003-answers', up: createAnswers },
  { id: '0004-surveys-and-links', up: createSurveysAndLinks },
  { id: '0004-clicks', up: createClicks },
  { id: '0005-invitations', up: createInvitations },
  { id: '0006-cases', up: createCases },
  { id: '0008-enrolments', up: createEnrolments },
  { id: '0009-invitations-latest', up: addLatestToInvitations },
  { id: '0010-landings', up: createLandings },
  { id: '0011-responses-by-time', up: widenResponsesByTime },
  { id: '0012-forgettings', up: addForgettings },
]

/** Brings the tables up to date, in one transaction, by one process at a time. */
export async function migrate(store: Store): Promise<void> {
  await inTransaction(store, async (transaction) => {
    await transaction.dialect.lockSchema(transaction.db)
    const applied = await readApplied(transaction)
    const known = new Set(migrations.map(({ id }) => id))
    const newer = applied.find((id) => !known.has(id))
    if (newer !== undefined) throw new FealtyError('data.newer', { migration: newer })
    for (const migration of migrations) {
      if (applied.includes(migration.id)) continue
      await migration.up(transaction)
      await transaction.db
        .insertInto('migrations')
        .values({ id: migration.id, appliedAt: new Date().toISOString() })
        .execute()
    }
  })
}

async function readApplied({ db }: Store): Promise<string[]> {
  await db.schema
    .createTable('migrations')
    .ifNotExists()
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('appliedAt', 'text', (column) => column.notNull())
    .execute()
  const rows = await db.selectFrom('migrations').select('id').orderBy('id').execute()
  return rows.map(({ id }) => id)
}
