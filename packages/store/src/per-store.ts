import type { Store } from './store.ts'

/**
 * What every user of a store shares: made on first need, and gone with the store. A transaction is a
 * store of its own, since what it has written is seen by nobody else yet.
 */
export function perStore<T>(make: (store: Store) => T): (store: Store) => T {
  const made = new WeakMap<object, { value: T }>()
  return (store) => {
    const known = made.get(store.db)
    if (known) return known.value
    const value = make(store)
    made.set(store.db, { value })
    return value
  }
}
