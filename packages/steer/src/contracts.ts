/** The shapes of this room's operations, by type only, for whoever calls them over the API: the web app. */
export type * as goal from './goal/contract.ts'
export type * as kpi from './kpi/contract.ts'
export type * as strategy from './strategy/contract.ts'
export type * as target from './target/contract.ts'
export type * as claims from './claims/contract.ts'
export type * as reviews from './review/contract.ts'
export type * as reviewPack from './review-pack/contract.ts'
export type * as strategies from './segment-strategy/contract.ts'
