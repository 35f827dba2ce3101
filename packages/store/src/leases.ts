import type { Store } from './store.ts'
import type { Moment } from './tables.ts'

/**
 * Takes recurring work for one process: when nobody holds it and it was last begun before `notSince`.
 * The holder that dies loses it at `until`. False when it is not this process's turn.
 */
export async function takeLease(
  { db }: Store,
  {
    name,
    holder,
    now,
    until,
    notSince,
  }: { name: string; holder: string; now: Moment; until: Moment; notSince: Moment },
): Promise<boolean> {
  // Mostly it is nobody's turn, and looking takes no write lock.
  const known = await db
    .selectFrom('leases')
    .select(['until', 'beganAt'])
    .where('name', '=', name)
    .executeTakeFirst()
  if (known && (known.until > now || known.beganAt > notSince)) return false
  const result = await db
    .insertInto('leases')
    .values({ name, holder, until, beganAt: now })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet({ holder, until, beganAt: now })
        .where('leases.until', '<=', now)
        .where('leases.beganAt', '<=', notSince),
    )
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Gives the work back before its time is over; another holder's stays. */
export async function endLease(
  { db }: Store,
  name: string,
  holder: string,
  now: Moment,
): Promise<void> {
  await db
    .updateTable('leases')
    .set({ until: now })
    .where('name', '=', name)
    .where('holder', '=', holder)
    .execute()
}
