import { recordKind } from '@fealty/store'
import { targetSchema, type Target } from './contract.ts'

export const targetRecords = recordKind<Target>({
  kind: 'target',
  what: 'target',
  parse: (body) => targetSchema.parse(body),
})
