import type { AnyOperation, EventHandler, Job } from '@fealty/core'
import type { ListenServices } from './services.ts'

/** Everything this room can do; the doors are made from this list. */
export const listenOperations: readonly AnyOperation<ListenServices>[] = []

/** What this room does when something has happened. */
export const listenHandlers: readonly EventHandler<ListenServices>[] = []

/** What this room does by the clock. */
export const listenJobs: readonly Job<ListenServices>[] = []

export type { ListenServices } from './services.ts'
