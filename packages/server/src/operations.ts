import { actHandlers, actJobs, actOperations } from '@fealty/act'
import { explainHandlers, explainJobs, explainOperations } from '@fealty/explain'
import { listenHandlers, listenJobs, listenOperations } from '@fealty/listen'
import { measureJobs, measureOperations, sourceJobs, sourceOperations } from '@fealty/measure'
import { proveHandlers, proveJobs, proveOperations } from '@fealty/prove'
import { steerHandlers, steerJobs, steerOperations } from '@fealty/steer'
import type { EventHandler, Job } from '@fealty/core'
import { accessOperations } from './access/operation.ts'
import { keysOperations } from './keys/operation.ts'
import { peopleOperations } from './people/operation.ts'
import { engineMoveOperations } from './engine-move/operation.ts'
import { engineStateOperation } from './engine-watch/operation.ts'
import { backgroundOperations } from './background/operation.ts'
import { preparingJobs } from './prepare-answers.ts'
import type { ServerOperation, Services } from './services.ts'

/** Everything the product can do. The doors are made from this list. */
export const allOperations: readonly ServerOperation[] = [
  ...accessOperations,
  ...peopleOperations,
  ...keysOperations,
  ...backgroundOperations,
  engineStateOperation,
  ...engineMoveOperations,
  ...measureOperations,
  ...sourceOperations,
  ...listenOperations,
  ...explainOperations,
  ...proveOperations,
  ...actOperations,
  ...steerOperations,
]

/** What is done when something has happened. */
export const allHandlers: readonly EventHandler<Services>[] = [
  ...listenHandlers,
  ...explainHandlers,
  ...proveHandlers,
  ...actHandlers,
  ...steerHandlers,
]

/** What is done by the clock. */
export const allJobs: readonly Job<Services>[] = [
  ...measureJobs,
  ...sourceJobs,
  ...listenJobs,
  ...explainJobs,
  ...proveJobs,
  ...actJobs,
  ...steerJobs,
  ...preparingJobs(allOperations),
]
