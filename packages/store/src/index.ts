export * from './api-keys.ts'
export { holdFolder } from './folder-lock.ts'
export * from './imports.ts'
export * from './models.ts'
export * from './one-time-tokens.ts'
export * from './people.ts'
export * from './results.ts'
export * from './segments.ts'
export * from './sessions.ts'
export * from './settings.ts'
export {
  inTransaction,
  openStore,
  type OpenStore,
  type Store,
  type StoreLocation,
} from './store.ts'
export type { Moment } from './tables.ts'
export * from './workspaces.ts'
