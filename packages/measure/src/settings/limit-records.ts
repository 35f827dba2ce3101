import { daySchema } from '@fealty/core'
import { recordKind } from '@fealty/store'
import { z } from 'zod'
import { disclosureLimitsSchema } from '../suppression/disclosure-limits.ts'

const changeSchema = z.object({ from: disclosureLimitsSchema, to: disclosureLimitsSchema })

/** Each change of the limits, so that a looser one has a name and a day. The limits themselves are a setting. */
export const limitRecords = recordKind<z.infer<typeof changeSchema>>({
  kind: 'disclosure-limits',
  what: 'limits of disclosure',
  parse: (body) => changeSchema.parse(body),
})
export const limitsId = 'limits'

export const limitsHistoryOutput = z.object({
  /** The newest first. */
  changes: z.array(changeSchema.extend({ by: z.string(), on: daySchema })),
})
