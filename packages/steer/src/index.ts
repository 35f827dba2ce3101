import type { AnyOperation, EventHandler, Job } from '@fealty/core'
import type { SteerServices } from './services.ts'

/** Everything this room can do; the doors are made from this list. */
export const steerOperations: readonly AnyOperation<SteerServices>[] = []

/** What this room does when something has happened. */
export const steerHandlers: readonly EventHandler<SteerServices>[] = []

/** What this room does by the clock. */
export const steerJobs: readonly Job<SteerServices>[] = []

export type { SteerServices } from './services.ts'
