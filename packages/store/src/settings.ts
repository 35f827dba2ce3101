import type { Store } from './store.ts'

/** Claims a name once and for all. False when it was claimed before, also in a race. */
export async function claimOnce(store: Store, name: string, value: unknown): Promise<boolean> {
  const result = await store.db
    .insertInto('settings')
    .values({ name, value: JSON.stringify(value) })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** The value of a setting of the whole installation, or undefined. */
export async function findSetting(store: Store, name: string): Promise<unknown> {
  const row = await store.db
    .selectFrom('settings')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirst()
  return row && (JSON.parse(row.value) as unknown)
}

export async function saveSetting(store: Store, name: string, value: unknown): Promise<void> {
  const text = JSON.stringify(value)
  await store.db
    .insertInto('settings')
    .values({ name, value: text })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: text }))
    .execute()
}
