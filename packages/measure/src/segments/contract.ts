import { z } from 'zod'
import { filterOperators } from '../metric/metric-definition.ts'

/** One condition of a saved segment; all of a segment's conditions hold together. */
export const conditionSchema = z.object({
  dimension: z.string().min(1).max(200),
  operator: z.enum(filterOperators),
  values: z.array(z.string().max(500)).min(1).max(100),
})

export const segmentSchema = z.object({
  id: z.string(),
  name: z.string().min(1).max(100),
  conditions: z.array(conditionSchema).min(1).max(20),
})
export type Segment = z.infer<typeof segmentSchema>

export const segmentListOutput = z.object({ segments: z.array(segmentSchema) })

export const segmentSaveInput = z.object({
  /** Left out for a new segment. */
  id: z.string().optional(),
  name: segmentSchema.shape.name,
  conditions: segmentSchema.shape.conditions,
})
