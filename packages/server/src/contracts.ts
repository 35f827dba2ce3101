/** The shapes of this room's operations, by type only, for whoever calls them over the API: the web app. */
export type * from './access/contract.ts'
export type * as keys from './keys/contract.ts'
export type * as people from './people/contract.ts'
export type * as engineWatch from './engine-watch/contract.ts'
export type * as outbox from './background/contract.ts'
