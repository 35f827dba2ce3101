import { changeSchema, daySchema, grainSchema, measuredSchema, periodSchema } from '@fealty/core'
import { scopeShape } from '@fealty/measure'
import { z } from 'zod'

export const scoreSchema = z.enum(['nps', 'csat', 'ces'])
export type Score = z.infer<typeof scoreSchema>

export const weightedInput = z.object({
  score: scoreSchema.default('nps'),
  every: grainSchema.default('quarter'),
  /** A day of the period to look at; default: the last day of the data. */
  day: daySchema.optional(),
  /** Properties of customers to weight by; default: segment and region, where they are known. */
  margins: z.array(z.string()).max(4).optional(),
  /** No answer counts for more than this many average ones. */
  maxWeight: z.coerce.number().min(1).max(100).default(5),
  ...scopeShape,
})

/** A group of customers: its share in the customer base, among the answers, and after weighting. */
export const marginValueSchema = z.object({
  value: z.string(),
  customers: z.number(),
  answers: z.number(),
  baseShare: z.number(),
  answerShare: z.number(),
  weightedShare: z.number(),
})

export const marginSchema = z.object({
  name: z.string(),
  label: z.string(),
  values: z.array(marginValueSchema),
})
export type MarginAnswer = z.infer<typeof marginSchema>

export const weightedOutput = z.object({
  headline: z.string(),
  subline: z.string(),
  asOf: daySchema,
  score: scoreSchema,
  period: periodSchema,
  previous: periodSchema,
  /** As the answers alone say. */
  raw: measuredSchema,
  /** Raked to the customer base of the period's last day; its interval is at Kish's effective n. */
  weighted: measuredSchema,
  /** weighted minus raw, in the unit of the score; null where there is no weighted one. */
  difference: z.number().nullable(),
  /** n divided by effective n: how much the weights widen the interval; null without weights. */
  designEffect: z.number().nullable(),
  effective: z.number().nullable(),
  /** In average answers. */
  largestWeight: z.number().nullable(),
  /** Answers that have the largest weight allowed. */
  trimmed: z.number(),
  /** What could not be met, in words. */
  notes: z.array(z.string()),
  margins: z.array(marginSchema),
  response: z.object({
    /** Of those invited in the period, how many answered. */
    rate: measuredSchema,
    /** The period against all earlier ones shown, taken together. */
    drift: changeSchema,
    trend: z.array(z.object({ period: periodSchema, rate: measuredSchema })),
  }),
})
export type WeightedAnswer = z.infer<typeof weightedOutput>

export const accountsInput = z.object(scopeShape)

export const accountsOutput = z.object({
  /** How an account's score is made, in words. */
  rule: z.string(),
  asOf: daySchema,
  currency: z.string(),
  /** Accounts that buy: a full count. */
  accounts: z.number(),
  /** Null where fewer were heard than may be told apart. */
  promoters: z.number().nullable(),
  passives: z.number().nullable(),
  detractors: z.number().nullable(),
  /** Customers whose answers count. */
  heard: z.number(),
  /** Accounts that buy and gave no answer in twelve months. */
  silent: z.number(),
  silentShare: measuredSchema,
  /** Their share of the revenue of all accounts in twelve months. */
  silentRevenueShare: measuredSchema,
  nps: measuredSchema,
  /** Each account counts as much as it brought in twelve months. */
  revenueNps: measuredSchema,
  revenueEffective: z.number().nullable(),
  /** The silent accounts with the most revenue; left out for viewers and agents. */
  largestSilent: z.array(
    z.object({
      accountId: z.string(),
      name: z.string().nullable(),
      customers: z.number(),
      /** Exact decimal text. */
      revenue: z.string(),
    }),
  ),
  /** Customers who belong to no account and are not in here. */
  without: z.number(),
})
export type AccountsAnswer = z.infer<typeof accountsOutput>
