import { z } from 'zod'
import { experimentIdInput } from '../experiment/contract.ts'

/** An id as other systems send it: no line break or tab, which nothing could tell from a separator. */
const unitId = z
  .string()
  .min(1)
  .max(200)
  // eslint-disable-next-line no-control-regex -- control characters are what is refused
  .regex(/^[^\u0000-\u001f]+$/, 'an id has no control characters')

export const enrolInput = experimentIdInput.extend({
  /** Customers or accounts, as the experiment says; the same list may be sent again. */
  units: z
    .array(z.object({ id: unitId, arm: z.string().min(1).max(60) }))
    .min(1)
    .max(50_000),
})
export const enrolOutput = z.object({
  /** Enrolled by this call. */
  added: z.number(),
  /** Enrolled before, in the same arm. */
  known: z.number(),
})

export const assignmentsInput = experimentIdInput.extend({
  /** Only these ids; those nobody knows come without an arm. */
  ids: z.array(unitId).max(1_000).optional(),
  /** Ids after this one, in their order. */
  after: z.string().max(200).default(''),
  limit: z.number().int().min(1).max(10_000).default(1_000),
})
export const assignmentsOutput = z.object({
  units: z.array(z.object({ id: z.string(), arm: z.string().nullable() })),
  /** Pass it as `after` for the next page; null at the end. */
  next: z.string().nullable(),
})
