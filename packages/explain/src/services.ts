import type { ListenServices } from '@fealty/listen'

/** What this room needs of the rooms before it. */
export type ExplainServices = ListenServices
