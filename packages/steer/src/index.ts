import type { AnyOperation, EventHandler, Job } from '@fealty/core'
import { kpiOperations } from './kpi/operation.ts'
import type { SteerServices } from './services.ts'
import { targetOperations } from './target/operation.ts'

/** Everything this room can do; the doors are made from this list. */
export const steerOperations: readonly AnyOperation<SteerServices>[] = [
  ...kpiOperations,
  ...targetOperations,
]

/** What this room does when something has happened. */
export const steerHandlers: readonly EventHandler<SteerServices>[] = []

/** What this room does by the clock. */
export const steerJobs: readonly Job<SteerServices>[] = []

export type { SteerServices } from './services.ts'
