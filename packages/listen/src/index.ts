import type { AnyOperation, EventHandler, Job } from '@fealty/core'
import type { OutsideServices } from './services.ts'
import { deliverHandler } from './webhooks/deliver.ts'
import { fanOutHandlers } from './webhooks/fan-out.ts'
import { webhookOperations } from './webhooks/operation.ts'

/** Everything this room can do; the doors are made from this list. */
export const listenOperations: readonly AnyOperation<OutsideServices>[] = [...webhookOperations]

/** What this room does when something has happened. */
export const listenHandlers: readonly EventHandler<OutsideServices>[] = [
  ...fanOutHandlers,
  deliverHandler,
]

/** What this room does by the clock. */
export const listenJobs: readonly Job<OutsideServices>[] = []

export { verifyMessage } from './webhooks/signature.ts'
export type { ListenServices, OutsideServices } from './services.ts'
