import type { AnyOperation, EventHandler, Job } from '@fealty/core'
import type { ProveServices } from './services.ts'

/** Everything this room can do; the doors are made from this list. */
export const proveOperations: readonly AnyOperation<ProveServices>[] = []

/** What this room does when something has happened. */
export const proveHandlers: readonly EventHandler<ProveServices>[] = []

/** What this room does by the clock. */
export const proveJobs: readonly Job<ProveServices>[] = []

export type { ProveServices } from './services.ts'
