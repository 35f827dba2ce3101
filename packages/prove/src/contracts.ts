/** The shapes of this room's operations, by type only, for whoever calls them over the API: the web app. */
export type * from './assignment/contract.ts'
export type * from './effect/contract.ts'
export type * from './experiment/contract.ts'
export type { experimentListOutput, experimentOneOutput } from './experiment/operation.ts'
export type { planInput, planOutput } from './experiment/plan-size.ts'
