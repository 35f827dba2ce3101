import type { AnyOperation, EventHandler, Job } from '@fealty/core'
import type { ActServices } from './services.ts'

/** Everything this room can do; the doors are made from this list. */
export const actOperations: readonly AnyOperation<ActServices>[] = []

/** What this room does when something has happened. */
export const actHandlers: readonly EventHandler<ActServices>[] = []

/** What this room does by the clock. */
export const actJobs: readonly Job<ActServices>[] = []

export type { ActServices } from './services.ts'
