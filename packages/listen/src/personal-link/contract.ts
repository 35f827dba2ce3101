import { z } from 'zod'
import { budgetRules } from '../budget/contract.ts'
import { linkPurposes } from '../links/contract.ts'

const shortText = z.string().trim().min(1).max(200)

export const personalLinkInput = z.object({
  surveyId: z.string().min(1).max(64),
  customerId: z.string().min(1).max(200),
  /** What its bearer may do: answer the survey, or stop the surveys of its purpose. */
  purpose: z.enum(linkPurposes).default('answer'),
  /**
   * What the customer is asked about, e.g. `order 4711`: asked for again, it gives another link to the
   * same invitation. Left out, it is the day.
   */
  occasion: shortText.optional(),
  touchpoint: shortText.optional(),
  unit: shortText.optional(),
  /** 1 is asked first, and before 9: whether a reserving plan goes before. */
  priority: z.number().int().min(1).max(9).default(5),
  /** Days until the link works no more. */
  days: z.number().int().min(1).max(365).default(30),
})

export const personalLinkOutput = z.object({
  decision: z.enum(['send', 'hold', 'refuse']),
  rule: z.enum([...budgetRules, 'answered']),
  /** A sentence a person understands; no name, no address. */
  reason: z.string(),
  /** For `hold`: the moment to ask again. ISO 8601 in UTC. */
  until: z.string().nullable(),
  /** The link, shown this once: only a hash of its token is kept. Null unless the decision is `send`. */
  link: z
    .object({
      /** Address with the installation's own name. */
      url: z.string(),
      path: z.string(),
      expiresAt: z.string(),
      /** Null for a link that only stops surveys. */
      invitationId: z.string().nullable(),
    })
    .nullable(),
})
export type PersonalLinkInput = z.output<typeof personalLinkInput>
export type PersonalLinkOutput = z.infer<typeof personalLinkOutput>
