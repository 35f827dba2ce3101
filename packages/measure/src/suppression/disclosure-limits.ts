import type { Workspace } from '@fealty/store'
import { z } from 'zod'

/** Lowest limits that an owner may set: below three, two people who talk know each other's answers. */
export const limitFloors = { scores: 3, comments: 5 } as const

export const disclosureLimitsSchema = z.object({
  /** A number made of survey answers stands on at least so many. */
  scores: z.number().int().min(limitFloors.scores).max(100),
  /** Words are shown of groups of at least so many comments. */
  comments: z.number().int().min(limitFloors.comments).max(100),
})
export type DisclosureLimits = z.infer<typeof disclosureLimitsSchema>

const usualLimits: DisclosureLimits = { scores: 5, comments: 8 }

const settingsSchema = z.object({ disclosure: disclosureLimitsSchema })

/** What the workspace has set, or what is usual. */
export function disclosureLimits({ settings }: Pick<Workspace, 'settings'>): DisclosureLimits {
  const known = settingsSchema.safeParse(settings)
  return known.success ? known.data.disclosure : usualLimits
}
