import { daySchema } from '@fealty/core'
import { scopeShape } from '@fealty/measure'
import { z } from 'zod'

export const sentiments = ['positive', 'mixed', 'negative', 'unsure'] as const
export const bands = ['promoter', 'passive', 'detractor'] as const

const spanSchema = z.object({ start: z.number(), end: z.number() })

export const verbatimSchema = z.object({
  responseId: z.string().nullable(),
  customerId: z.string().nullable(),
  day: z.string(),
  words: z.string(),
  language: z.string(),
  /** 0 to 10, where the question was asked. */
  nps: z.number().nullable(),
  segment: z.string().nullable(),
  unit: z.string().nullable(),
  /** Of the comment as a whole. */
  sentiment: z.enum(sentiments),
  confidence: z.number(),
  themes: z.array(
    z.object({
      themeId: z.string(),
      name: z.string(),
      sentiment: z.enum(sentiments),
      /** Where the theme is named, in UTF-16 units, end exclusive. */
      spans: z.array(spanSchema),
    }),
  ),
})
export type Verbatim = z.infer<typeof verbatimSchema>

export const verbatimSearchInput = z.object({
  /** Words that must all be in the comment, in any order. */
  text: z.string().max(200).default(''),
  theme: z.string().max(64).optional(),
  /** Of the theme where one is given, else of the comment. */
  sentiment: z.enum(sentiments).optional(),
  band: z.enum(bands).optional(),
  from: daySchema.optional(),
  /** Last day, inclusive. */
  to: daySchema.optional(),
  page: z.number().int().min(1).max(10_000).default(1),
  pageSize: z.number().int().min(1).max(100).default(25),
  ...scopeShape,
})

export const verbatimSearchOutput = z.object({
  asOf: daySchema,
  /**
   * Null where words may be shown; else so many comments there must be from the group asked about
   * (its conditions and its days), and there are fewer: none is shown or counted.
   */
  withheld: z.number().nullable(),
  /** Comments that meet all conditions. */
  total: z.number(),
  page: z.number(),
  pageSize: z.number(),
  /** The same conditions, counted by what the comment says. */
  bySentiment: z.record(z.enum(sentiments), z.number()),
  /** The same conditions without that on the theme. */
  byTheme: z.array(z.object({ themeId: z.string(), name: z.string(), n: z.number() })),
  rows: z.array(verbatimSchema),
})
export type VerbatimPage = z.infer<typeof verbatimSearchOutput>
