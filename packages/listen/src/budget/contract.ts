import { z } from 'zod'

const daySchema = z.iso.date()
const timeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time is written HH:MM')

/** At most `most` contacts in any `days` days: of one person, of one account, or of all together. */
export const budgetRuleSchema = z.object({
  scope: z.enum(['person', 'account', 'workspace']),
  /** Counts the contacts of this survey only; left out, those of all. */
  surveyId: z.string().max(64).optional(),
  most: z.number().int().min(1).max(1_000_000),
  days: z.number().int().min(1).max(730),
  /** Whether a reminder counts, and is held back too. */
  reminders: z.boolean().default(false),
})
export type BudgetRule = z.infer<typeof budgetRuleSchema>

/** When and how often customers may be written to. */
export const contactPolicySchema = z.object({
  rules: z.array(budgetRuleSchema).max(20),
  /** Hours of the workspace's day in which something may leave; the rest is quiet. */
  hours: z
    .object({ from: timeSchema, until: timeSchema })
    .refine(({ from, until }) => from < until, 'the hours end before they begin'),
  /** ISO weekdays on which something may leave: 1 is Monday. */
  weekdays: z.array(z.number().int().min(1).max(7)).min(1).max(7),
  holidays: z.array(daySchema).max(400),
  /** Whether a customer must have agreed to the purpose, or only not have stopped it. */
  consent: z.enum(['required', 'unless-stopped']),
})
export type ContactPolicy = z.infer<typeof contactPolicySchema>

/** What holds until somebody writes down something else. */
export const standardPolicy: ContactPolicy = {
  rules: [
    { scope: 'person', most: 1, days: 30, reminders: false },
    { scope: 'account', most: 5, days: 30, reminders: false },
    { scope: 'workspace', most: 2_000, days: 1, reminders: true },
  ],
  hours: { from: '08:00', until: '19:00' },
  weekdays: [1, 2, 3, 4, 5],
  holidays: [],
  consent: 'unless-stopped',
}

/** Why the budget decided as it did; the sentence beside it says the details. */
export const budgetRules = [
  'free',
  'erased',
  'unreachable',
  'bounced',
  'stopped',
  'no-consent',
  'away',
  'closed-hours',
  'person',
  'account',
  'workspace',
  'reserved',
] as const

export const contactDecisionSchema = z.object({
  decision: z.enum(['send', 'hold', 'refuse']),
  rule: z.enum(budgetRules),
  /** A sentence a person understands; no name, no address. */
  reason: z.string(),
  /** For `hold`: the moment to ask again. ISO 8601 in UTC. */
  until: z.string().optional(),
})
export type ContactDecision = z.infer<typeof contactDecisionSchema>

export const budgetOutput = z.object({
  /** 0 while nobody has written one down. */
  version: z.number(),
  policy: contactPolicySchema,
  timeZone: z.string(),
})
export const budgetSaveInput = z.object({
  version: z.number().int(),
  policy: contactPolicySchema,
  reason: z.string().trim().max(500).optional(),
})
