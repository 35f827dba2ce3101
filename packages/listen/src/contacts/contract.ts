import { z } from 'zod'

const daySchema = z.iso.date()

export const whyInput = z.object({ customerId: z.string().min(1).max(200) })

export const whyOutput = z.object({
  /** One sentence: asked or not, and why. */
  headline: z.string(),
  contact: z.object({
    /** Whether a mail address is known; the address itself is not shown here. */
    reachable: z.boolean(),
    away: z.object({ from: daySchema, until: daySchema }).nullable(),
    bouncedAt: z.string().nullable(),
    erasedAt: z.string().nullable(),
    purposes: z.array(
      z.object({
        purpose: z.string(),
        state: z.enum(['agreed', 'stopped']),
        via: z.string(),
        at: z.string(),
      }),
    ),
  }),
  invitations: z.array(
    z.object({
      plan: z.string(),
      survey: z.string(),
      occasion: z.string(),
      state: z.enum(['planned', 'sent', 'answered', 'expired', 'refused', 'bounced', 'cancelled']),
      plannedAt: z.string(),
      dueAt: z.string(),
      sentAt: z.string().nullable(),
      answeredAt: z.string().nullable(),
      reminders: z.number(),
    }),
  ),
  decisions: z.array(
    z.object({
      plan: z.string(),
      survey: z.string(),
      occasion: z.string(),
      decision: z.enum(['send', 'hold', 'refuse']),
      rule: z.string(),
      reason: z.string(),
      until: z.string().nullable(),
      /** How often it was decided so. */
      times: z.number(),
      at: z.string(),
      lastAt: z.string(),
    }),
  ),
  /** Plans that have not drawn this customer, and why. */
  undrawn: z.array(z.object({ plan: z.string(), why: z.string() })),
})
export type Why = z.infer<typeof whyOutput>

export const contactChangeInput = z.object({
  customerId: z.string().min(1).max(200),
  /** What the customer agrees to or stops. */
  purpose: z.string().trim().min(1).max(60).optional(),
  state: z.enum(['agreed', 'stopped']).optional(),
  /** Days on which the customer is away; null when it is back. */
  away: z
    .object({ from: daySchema, until: daySchema })
    .refine(({ from, until }) => from <= until, 'the end lies before the beginning')
    .nullable()
    .optional(),
  /** True once the address was put right. */
  addressMended: z.boolean().default(false),
})
