import type { ExplainServices } from '@fealty/explain'

/** What this room needs of the rooms before it. */
export type ProveServices = ExplainServices
