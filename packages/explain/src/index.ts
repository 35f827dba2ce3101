import type { AnyOperation, EventHandler, Job } from '@fealty/core'
import type { ExplainServices } from './services.ts'

/** Everything this room can do; the doors are made from this list. */
export const explainOperations: readonly AnyOperation<ExplainServices>[] = []

/** What this room does when something has happened. */
export const explainHandlers: readonly EventHandler<ExplainServices>[] = []

/** What this room does by the clock. */
export const explainJobs: readonly Job<ExplainServices>[] = []

export type { ExplainServices } from './services.ts'
