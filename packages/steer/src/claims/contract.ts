import { daySchema } from '@fealty/core'
import { metricIds } from '@fealty/measure'
import { z } from 'zod'

/** A percentage or a multiple in a text, and what the text leaves open about it. */
export const claimFindingSchema = z.object({
  /** The figure as it stands in the text. */
  quote: z.string(),
  /** Where it begins. */
  at: z.number(),
  /** `refused`: no wording makes it right. `open`: the text must say more. */
  kind: z.enum(['refused', 'open']),
  /** One sentence a person can act on. */
  problem: z.string(),
})
export type ClaimFinding = z.infer<typeof claimFindingSchema>

/** A randomised, B quasi-experiment, C before and after, D asserted. */
export const grades = ['A', 'B', 'C', 'D'] as const

export const claimSchema = z.object({
  id: z.string().min(1).max(64),
  /** As it was said. */
  text: z.string().trim().min(1).max(1000),
  /** Who says it: a vendor, an article, a deck of ours. */
  source: z.string().trim().min(1).max(300),
  origin: z.enum(['own', 'vendor']),
  /** A vendor's claim stays a hypothesis until own data have tested it. */
  status: z.enum(['hypothesis', 'held', 'refuted']),
  change: z.enum(['relative', 'points']),
  /** What it is a change of, and from which level: “retention, 81.2 % in FY25”. */
  baseline: z.string().trim().min(1).max(300),
  from: daySchema,
  to: daySchema,
  grade: z.enum(grades),
  /** The own measure it is about, where there is one. */
  metric: z.enum(metricIds).nullable().default(null),
  /** The own measurement that tested it: experiment, initiative or measure; empty while nothing has. */
  evidence: z.string().trim().max(500).default(''),
})
export type Claim = z.infer<typeof claimSchema>

export const claimSaveInput = claimSchema.partial({ id: true }).extend({
  expected: z.number().int().min(0).optional(),
})
export const listedClaimSchema = claimSchema.extend({ version: z.number() })
export const claimListOutput = z.object({ claims: z.array(listedClaimSchema) })
export const claimCheckInput = z.object({ text: z.string().max(20_000) })
export const claimCheckOutput = z.object({ findings: z.array(claimFindingSchema) })
