import { measureOperations } from '@fealty/measure'
import { accessOperations } from './access/operation.ts'
import { keysOperations } from './keys/operation.ts'
import { peopleOperations } from './people/operation.ts'
import type { ServerOperation } from './services.ts'

/** Everything the product can do. The doors are made from this list. */
export const allOperations: readonly ServerOperation[] = [
  ...accessOperations,
  ...peopleOperations,
  ...keysOperations,
  ...measureOperations,
]
