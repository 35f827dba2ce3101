import type { Selectable } from 'kysely'
import type { Store } from './store.ts'
import type { CaughtMailTable } from './tables-listen-out.ts'

export type CaughtMail = Selectable<CaughtMailTable>

/** Keeps a mail instead of sending it; one with the same id is the same mail. */
export async function keepMail({ db }: Store, mail: CaughtMail): Promise<void> {
  await db
    .insertInto('caughtMails')
    .values(mail)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

/** The newest mails. */
export function listMails(
  { db }: Store,
  workspaceId: string,
  limit: number,
): Promise<Pick<CaughtMail, 'id' | 'recipient' | 'subject' | 'text' | 'at'>[]> {
  return db
    .selectFrom('caughtMails')
    .select(['id', 'recipient', 'subject', 'text', 'at'])
    .where('workspaceId', '=', workspaceId)
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(limit)
    .execute()
}

export function findMail(
  { db }: Store,
  workspaceId: string,
  id: string,
): Promise<CaughtMail | undefined> {
  return db
    .selectFrom('caughtMails')
    .selectAll()
    .where('workspaceId', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
}
