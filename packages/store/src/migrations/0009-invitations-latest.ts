import type { Store } from '../store.ts'

/** The moment after which an invitation that was put off is not worth sending any more. */
export async function addLatestToInvitations({ db }: Store): Promise<void> {
  await db.schema.alterTable('invitations').addColumn('latestAt', 'text').execute()
}
