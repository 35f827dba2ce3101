import { recordKind } from '@fealty/store'
import { webhookBodySchema } from './contract.ts'

/** Addresses of other programs that are told what happens. */
export const webhookRecords = recordKind({
  kind: 'webhook',
  what: 'webhook',
  parse: (body) => webhookBodySchema.parse(body),
})
