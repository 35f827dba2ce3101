import type { ProveServices } from '@fealty/prove'

/** What this room needs of the rooms before it. */
export type ActServices = ProveServices
