import { recordKind } from '@fealty/store'
import { allocationSchema, type Allocation } from './contract.ts'

/** Plans of spend by value band; what was planned first stays in the history. */
export const allocations = recordKind<Allocation>({
  kind: 'allocation',
  what: 'plan of spend',
  parse: (body) => allocationSchema.parse(body),
})
