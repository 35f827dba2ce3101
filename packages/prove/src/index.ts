import type { AnyOperation, EventHandler, Job } from '@fealty/core'
import { assignmentOperations } from './assignment/operation.ts'
import { experimentOperations } from './experiment/operation.ts'
import type { ProveServices } from './services.ts'

/** Everything this room can do; the doors are made from this list. */
export const proveOperations: readonly AnyOperation<ProveServices>[] = [
  ...experimentOperations,
  ...assignmentOperations,
]

/** What this room does when something has happened. */
export const proveHandlers: readonly EventHandler<ProveServices>[] = []

/** What this room does by the clock. */
export const proveJobs: readonly Job<ProveServices>[] = []

export type { ProveServices } from './services.ts'
export { experiments } from './experiment/experiments.ts'
export { grades, type Grade, type KeptExperiment } from './experiment/contract.ts'
export { effectSchema, type ExperimentEffect } from './effect/contract.ts'
export { listEffects, readEffect } from './effect/read-effect.ts'
export { writeAmount } from './effect/write-effect.ts'
