import type { ActServices } from '@fealty/act'

/** What this room needs of the rooms before it. */
export type SteerServices = ActServices
