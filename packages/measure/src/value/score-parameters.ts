import { daySchema } from '@fealty/core'
import { z } from 'zod'

const dropout = z.object({ r: z.number(), alpha: z.number(), a: z.number(), b: z.number() })

const common = {
  version: z.literal(1),
  horizonDays: z.number(),
  /** Yearly discount rate. */
  rate: z.number(),
  basis: z.enum(['profit', 'revenue']),
  notes: z.array(z.string()),
  holdoutError: z.number().nullable(),
  /** Standard error of the mean value that the uncertainty of the parameters causes, as a share of it. */
  relativeModelError: z.number(),
  /** Parameters with their errors, as they are shown; null where the data do not tell. */
  shown: z.array(z.object({ name: z.string(), value: z.number(), se: z.number().nullable() })),
}

/** What the store keeps of a scored model: enough to score the same facts again without a fit. */
export const scoreParametersSchema = z.discriminatedUnion('family', [
  z.object({
    family: z.literal('purchases'),
    model: z.enum(['bg-nbd', 'mbg-nbd']),
    unit: z.enum(['day', 'week']),
    purchases: dropout,
    spend: z.object({ p: z.number(), q: z.number(), v: z.number() }),
    ...common,
  }),
  z.object({
    family: z.literal('contracts'),
    model: z.literal('sbg'),
    unit: z.literal('month'),
    retention: z.object({ alpha: z.number(), beta: z.number() }),
    ...common,
  }),
])

export type ScoreParameters = z.infer<typeof scoreParametersSchema>
export type PurchaseScore = Extract<ScoreParameters, { family: 'purchases' }>
export type ContractScore = Extract<ScoreParameters, { family: 'contracts' }>

/** A scored model as the store knows it. */
export const scoreModelSchema = z.object({
  id: z.string(),
  snapshotId: z.string(),
  until: daySchema,
  parameters: scoreParametersSchema,
})
export type ScoreModel = z.infer<typeof scoreModelSchema>
