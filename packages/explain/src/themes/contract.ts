import { changeSchema, daySchema, grainSchema, measuredSchema, periodSchema } from '@fealty/core'
import { scopeShape } from '@fealty/measure'
import { z } from 'zod'

const termSchema = z.string().trim().min(2).max(60)

/** Terms by language (`en`, `de` …); those under `any` hold in every language. */
export const termsSchema = z.record(
  z.string().regex(/^([a-z]{2}|any)$/),
  z.array(termSchema).max(200),
)

/** A theme of the dictionary: what customers write about, and by which words one sees it. */
export const themeBodySchema = z.object({
  name: z.string().trim().min(1).max(60),
  /** A word stands for its usual endings too; `bill*` for all words that begin so; several words in a row are a phrase. */
  terms: termsSchema,
  /** Phrases that hold one of the terms and mean something else (`support group`). */
  exclusions: z.array(termSchema).max(100).default([]),
})
export type ThemeBody = z.infer<typeof themeBodySchema>

export const themeSchema = themeBodySchema.extend({
  id: z.string(),
  version: z.number(),
  /** The wider theme it belongs to. */
  parentId: z.string().nullable(),
})
export type Theme = z.infer<typeof themeSchema>

export const themeListOutput = z.object({ themes: z.array(themeSchema) })

export const themeSaveInput = themeBodySchema.extend({
  /** Left out for a new theme. */
  id: z
    .string()
    .regex(/^[\w-]{1,64}$/)
    .optional(),
  parentId: z.string().max(64).nullable().default(null),
  /** The version the change was made on. */
  expected: z.number().int().min(0).optional(),
  reason: z.string().max(500).optional(),
})
export const themeRemoveInput = z.object({ id: z.string().max(64) })

export const themesReadInput = z.object({
  every: grainSchema.default('quarter'),
  /** A day of the period to look at; default: the last day of the data. */
  day: daySchema.optional(),
  ...scopeShape,
})

export const themeRowSchema = z.object({
  themeId: z.string(),
  name: z.string(),
  /** Answers with a score whose comment names the theme. */
  n: z.number(),
  /** Among the comments of the period. */
  share: measuredSchema,
  shareChange: changeSchema,
  /** Comments by what they say of the theme; null where there are too few to be told. */
  sentiment: z
    .object({
      positive: z.number(),
      mixed: z.number(),
      negative: z.number(),
      unsure: z.number(),
    })
    .nullable(),
  /** NPS of those who name it. */
  nps: measuredSchema,
  /** NPS minus the NPS of all who do not name the theme, in points. */
  impact: measuredSchema,
  /** Whether the impact differs from 0, corrected for the number of themes. */
  verdict: changeSchema,
  /** The impact against the period before. */
  impactChange: changeSchema,
  trend: z.array(z.object({ period: periodSchema, share: measuredSchema })),
})

export const themesReadOutput = z.object({
  headline: z.string(),
  subline: z.string(),
  asOf: daySchema,
  period: periodSchema,
  previous: periodSchema,
  nps: measuredSchema,
  answers: z.number(),
  comments: z.number(),
  /** Comments that name no theme. */
  without: z.number(),
  rows: z.array(themeRowSchema),
})
export type ThemesAnswer = z.infer<typeof themesReadOutput>
export type ThemeRow = z.infer<typeof themeRowSchema>

export const suggestInput = z.object({
  every: grainSchema.default('year'),
  day: daySchema.optional(),
  most: z.number().int().min(1).max(50).default(12),
  ...scopeShape,
})
export const suggestionSchema = z.object({
  term: z.string(),
  language: z.string(),
  side: z.enum(['promoter', 'detractor']),
  promoters: z.number(),
  detractors: z.number(),
  /** Standardised log-odds: how far from 0 in standard errors. */
  z: z.number(),
})
export const suggestOutput = z.object({
  suggestions: z.array(suggestionSchema),
  /** How many comments were compared. */
  promoters: z.number(),
  detractors: z.number(),
})
