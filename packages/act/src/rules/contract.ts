import { daySchema } from '@fealty/core'
import { z } from 'zod'

export const casePriorities = ['high', 'normal', 'low'] as const
export type CasePriority = (typeof casePriorities)[number]

/** A stretch of a standard scale, both ends in it. */
const scoreBand = z
  .object({
    kind: z.enum(['nps', 'csat', 'ces']),
    lowest: z.number().int().min(0).max(10),
    highest: z.number().int().min(0).max(10),
  })
  .refine(({ lowest, highest }) => lowest <= highest, 'the lowest score is not above the highest')

const names = z.array(z.string().trim().min(1).max(200)).max(50).default([])

/** What must hold of an answer and its customer: all of it. An empty list does not matter. */
export const conditionsSchema = z.object({
  /** One of these is enough. */
  scores: z.array(scoreBand).max(6).default([]),
  series: z
    .array(z.enum(['relationship', 'transaction', 'benchmark']))
    .max(3)
    .default([]),
  /** Surveys by id or by their name in the facts. */
  surveys: names,
  touchpoints: names,
  /** The customer's words name one of these themes, by id or name. */
  themes: names,
  /** Units by id, with all parts below them. */
  units: names,
  /** Value bands, as the value page names them. */
  valueBands: names,
  /** What the customer brings in a year is at least this, in the workspace's currency. */
  yearlyRevenueAtLeast: z.number().min(0).nullable().default(null),
  /** Chance that the customer has left or leaves, at least this. */
  churnRiskAtLeast: z.number().min(0).max(1).nullable().default(null),
  /** Only answers with words. */
  withComment: z.boolean().default(false),
})
export type RuleConditions = z.infer<typeof conditionsSchema>

/** Whose the case is: the owner of the customer's unit, a role, or the agent who has the fewest. */
export const ruleOwnerSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('unit'),
    /** Of which kind (division, region), where a customer belongs to units of several; empty for any. */
    of: z.string().trim().max(60).default(''),
  }),
  z.object({ kind: z.literal('role'), role: z.string().trim().min(1).max(120) }),
  z.object({ kind: z.literal('agents') }),
])

export const ruleBodySchema = z.object({
  name: z.string().trim().min(1).max(120),
  active: z.boolean().default(true),
  /** A customer has one open case at most in each group; further answers are added to it. */
  group: z.string().trim().min(1).max(60).default('inner loop'),
  conditions: conditionsSchema,
  /** Open hours of the company until first contact is due. */
  hoursToDue: z.number().min(0.25).max(400),
  priority: z.enum(casePriorities).default('normal'),
  owner: ruleOwnerSchema.default({ kind: 'unit', of: '' }),
  /** Ask again so many days after the case was closed; null for never. */
  reaskAfterDays: z.number().int().min(1).max(365).nullable().default(null),
  /** The survey to ask with; null for the one that opened the case. */
  reaskSurvey: z.string().max(64).nullable().default(null),
  /** Who is told when first contact is so many open hours late. */
  escalation: z
    .array(
      z.object({
        afterHours: z.number().min(0).max(400),
        toRole: z.string().trim().min(1).max(120),
      }),
    )
    .max(5)
    .default([])
    .refine(
      (steps) => steps.every((step, at) => at === 0 || step.afterHours > steps[at - 1]!.afterHours),
      'each step comes later than the one before',
    ),
})
export type CaseRule = z.infer<typeof ruleBodySchema>

export const listedRule = ruleBodySchema.extend({ id: z.string(), version: z.number() })
export type ListedRule = z.infer<typeof listedRule>

export const rulesOutput = z.object({ rules: z.array(listedRule) })
export const ruleSaveInput = ruleBodySchema.extend({
  /** Left out for a new rule. */
  id: z.string().min(1).max(64).optional(),
  expected: z.number().int().min(0).optional(),
})
export const ruleRemoveInput = z.object({ id: z.string().min(1).max(64) })

export const ruleTryInput = z.object({
  rule: ruleBodySchema,
  /** First and last day of the answers; default: the last quarter of the data. */
  from: daySchema.optional(),
  to: daySchema.optional(),
})
export const ruleTryOutput = z.object({
  from: daySchema,
  to: daySchema,
  answers: z.number(),
  /** Answers that the rule names. */
  matched: z.number(),
  /** Cases they would have opened, if each were closed after its due time. */
  cases: z.number(),
  customers: z.number(),
  /** What these customers bring in a year, exact decimal text. */
  yearlyRevenue: z.string(),
  currency: z.string(),
  byUnit: z.array(z.object({ unit: z.string(), cases: z.number() })),
})

export const ruleApplyInput = z.object({
  id: z.string().min(1).max(64),
  from: daySchema,
  to: daySchema,
})
export const ruleApplyOutput = z.object({ opened: z.number(), added: z.number() })
