import { z } from 'zod'

/**
 * A part of the company that answers for customers: a division, a region, a shop. A unit stands for the
 * customers whose `dimension` has its `value`; one without a condition stands for its parts.
 */
export const unitSchema = z.object({
  id: z.string().min(1).max(64),
  name: z.string().trim().min(1).max(120),
  /** The unit above it; null at the top. */
  parentId: z.string().max(64).nullable().default(null),
  /** In the company's own words: division, region, shop. */
  kind: z.string().trim().max(60).default(''),
  dimension: z.string().max(200).nullable().default(null),
  value: z.string().max(500).nullable().default(null),
  /** The role that answers for it, e.g. “Head of Broadband”. */
  owner: z.string().trim().max(120).default(''),
  /** The person who has that role, where they sign in here. */
  ownerPersonId: z.string().max(64).nullable().default(null),
})
export type Unit = z.infer<typeof unitSchema>

const listed = unitSchema.extend({
  version: z.number(),
  /** Conditions `DIMENSION=VALUE` of its customers; empty for all. */
  where: z.array(z.string()),
})
export const unitListOutput = z.object({ units: z.array(listed) })
export type ListedUnit = z.infer<typeof listed>

export const unitSaveInput = unitSchema.partial({ id: true }).extend({
  /** The version that was changed; 0 or left out for a new unit. */
  expected: z.number().int().min(0).optional(),
})

export const unitRemoveInput = z.object({ id: z.string().min(1).max(64) })
