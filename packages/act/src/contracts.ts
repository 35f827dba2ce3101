/** The shapes of this room's operations, by type only, for whoever calls them over the API: the web app. */
export type * from './calendar/contract.ts'
export type * from './cases/contract.ts'
export type * from './causes/contract.ts'
export type * from './huddle/contract.ts'
export type * from './improvements/contract.ts'
export type * from './performance/contract.ts'
export type * from './rules/contract.ts'
