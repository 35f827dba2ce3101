import { z } from 'zod'
import { datedFacts } from '../metric/metric-definition.ts'

/** A condition on a column of one fact row. */
export const factConditionSchema = z.object({
  /** A field of the kind, or `attr:NAME` / `rating:NAME`. */
  column: z.string().min(1).max(200),
  operator: z.enum(['is', 'is-not', 'known', 'missing', 'at-least', 'below']),
  /** None for `known` and `missing`, one for the bounds; words without regard to case. */
  values: z.array(z.string().max(200)).max(50).default([]),
})
export type FactCondition = z.infer<typeof factConditionSchema>

/**
 * A measure made from one kind of facts. `share` counts rows and `customer-share` customers for whom
 * `hit` holds; `mean` and `sum` take a column; `ratio` divides the sum of `column` over the rows with
 * `hit` by the sum of `under` over all; `count` counts rows. `among` says which rows are looked at.
 */
export const factExpressionSchema = z
  .object({
    facts: z.enum(datedFacts),
    kind: z.enum(['share', 'customer-share', 'mean', 'sum', 'ratio', 'count']),
    column: z.string().min(1).max(200).optional(),
    under: z.string().min(1).max(200).optional(),
    among: z.array(factConditionSchema).max(10).default([]),
    hit: z.array(factConditionSchema).max(10).default([]),
  })
  .refine(({ kind, column }) => !['mean', 'sum', 'ratio'].includes(kind) || column !== undefined, {
    message: 'a mean, a sum and a ratio need a column',
  })
  .refine(({ kind, under }) => kind !== 'ratio' || under !== undefined, {
    message: 'a ratio needs the column it is divided by',
  })
  .refine(({ kind, hit }) => !kind.endsWith('share') || hit.length > 0, {
    message: 'a share needs a condition that makes a row count',
  })
export type FactExpression = z.infer<typeof factExpressionSchema>
