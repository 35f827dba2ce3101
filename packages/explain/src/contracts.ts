/** The shapes of this room's operations, by type only, for whoever calls them over the API: the web app. */
export type * as themes from './themes/contract.ts'
export type * as verbatims from './verbatims/contract.ts'
export type * as privacy from './privacy/contract.ts'
export type * as scores from './weighted-score/contract.ts'
export type * as benchmarks from './benchmark/contract.ts'
