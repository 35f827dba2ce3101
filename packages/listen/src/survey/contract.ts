import { measuredSchema } from '@fealty/core'
import { z } from 'zod'

/** BCP 47, e.g. `de` or `ar-EG`. */
export const languageSchema = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)

/** The same text in several languages. */
export const textsSchema = z.record(languageSchema, z.string().max(2_000))
export type Texts = z.infer<typeof textsSchema>

const questionId = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)

/** Shown only when an earlier question was answered so. */
const showIfSchema = z.object({
  question: questionId,
  operator: z.enum(['in', 'between', 'answered']),
  /** For `in`: choice ids or scores as text; for `between`: lowest and highest score. */
  values: z
    .array(z.union([z.string(), z.number()]))
    .max(50)
    .default([]),
})

const base = {
  id: questionId,
  text: textsSchema,
  required: z.boolean().default(false),
  showIf: showIfSchema.optional(),
}
const choicesSchema = z
  .array(z.object({ id: questionId, text: textsSchema }))
  .min(2)
  .max(50)

/**
 * A question. The three standard scales are fixed (`answerScales` in core): NPS 0 to 10, CSAT 1 to 5,
 * CES 1 to 7; a `rating` has a scale of its own and lands as `rating:ID`.
 */
export const questionSchema = z.discriminatedUnion('kind', [
  z.object({ ...base, kind: z.literal('nps') }),
  z.object({ ...base, kind: z.literal('csat') }),
  z.object({ ...base, kind: z.literal('ces') }),
  z.object({
    ...base,
    kind: z.literal('rating'),
    lowest: z.number().int().min(0).max(1).default(1),
    highest: z.number().int().min(2).max(10).default(5),
    lowText: textsSchema.optional(),
    highText: textsSchema.optional(),
  }),
  z.object({ ...base, kind: z.literal('single'), choices: choicesSchema }),
  z.object({
    ...base,
    kind: z.literal('multiple'),
    choices: choicesSchema,
    most: z.number().int().min(1).max(50).optional(),
  }),
  z.object({
    ...base,
    kind: z.literal('matrix'),
    rows: choicesSchema,
    lowest: z.number().int().min(0).max(1).default(1),
    highest: z.number().int().min(2).max(10).default(5),
  }),
  z.object({
    ...base,
    kind: z.literal('text'),
    longest: z.number().int().min(1).max(10_000).default(4_000),
  }),
])
export type Question = z.infer<typeof questionSchema>

/** Series are never mixed: the measure of one says nothing about another. */
export const surveySeries = ['relationship', 'transaction', 'benchmark'] as const

/** What a survey asks and how it looks; a version of it never changes once it was published. */
export const surveyBodySchema = z.object({
  name: z.string().trim().min(1).max(120),
  series: z.enum(surveySeries),
  /** The touchpoint of a transaction survey, as it stands in the facts. */
  touchpoint: z.string().max(120).optional(),
  /** The companies that a benchmark survey asks about, beside one's own. */
  competitors: z.array(z.string().trim().min(1).max(80)).max(30).default([]),
  /** What the person consents to being contacted for; unsubscribing is by purpose. */
  purpose: z.string().trim().min(1).max(60).default('surveys'),
  languages: z.array(languageSchema).min(1).max(40),
  intro: textsSchema.optional(),
  thanks: textsSchema.optional(),
  questions: z.array(questionSchema).min(1).max(60),
  theme: z
    .object({
      accent: z
        .string()
        .regex(/^#[0-9a-f]{6}$/i)
        .default('#234e8c'),
      /** A picture of the company as a `data:image/png` or `data:image/jpeg` address; no SVG, no link. */
      logo: z.string().max(200_000).optional(),
    })
    .default({ accent: '#234e8c' }),
  /** Sites that may show the survey in a frame of theirs, as origins: `https://shop.example`. */
  frameOrigins: z
    .array(z.string().regex(/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/))
    .max(20)
    .default([]),
  /** Answers carry no customer, no account and no exact time, and can never be joined again. */
  anonymous: z.boolean().default(false),
  /** Days after which comments and identity of an answer are erased; its counts stay. */
  retentionDays: z.number().int().min(1).max(3_650).optional(),
})
export type SurveyBody = z.infer<typeof surveyBodySchema>

/** `draft`: never asked; `open`: takes answers; `closed`: takes none. */
export const surveyStates = ['draft', 'open', 'closed'] as const

/** What the store keeps of a survey: the body that is being worked on, and the version that is asked. */
export const surveyRecordSchema = z.object({
  state: z.enum(surveyStates),
  draft: surveyBodySchema,
  /** The number of published versions; 0 before the first. */
  published: z.number().int().min(0),
})
export type SurveyRecord = z.infer<typeof surveyRecordSchema>

/** `block`: it cannot be published so; `warn`: it can, and the answers will be worth less. */
export const findingSchema = z.object({
  level: z.enum(['block', 'warn']),
  /** Stable name of the rule, e.g. `nps.wording`. */
  rule: z.string(),
  /** The question it is about; absent when it is about the whole survey. */
  question: z.string().optional(),
  language: z.string().optional(),
  what: z.string(),
  why: z.string(),
  fix: z.string(),
  source: z.string(),
})
export type Finding = z.infer<typeof findingSchema>

export const surveyIdInput = z.object({ surveyId: z.string().min(1).max(64) })

const versionSchema = z.object({
  version: z.number(),
  note: z.string(),
  publishedBy: z.string(),
  publishedAt: z.string(),
})

/** A link that belongs to nobody. The address itself was shown once, when it was made. */
const openLinkSchema = z.object({
  linkId: z.string(),
  channel: z.string(),
  label: z.string().nullable(),
  context: z.record(z.string(), z.string()),
  createdAt: z.string(),
  expiresAt: z.string(),
  state: z.enum(['works', 'expired', 'revoked']),
})

export const surveyListOutput = z.object({
  surveys: z.array(
    z.object({
      surveyId: z.string(),
      name: z.string(),
      series: z.enum(surveySeries),
      touchpoint: z.string().nullable(),
      state: z.enum(surveyStates),
      published: z.number(),
      languages: z.array(z.string()),
      questions: z.number(),
      anonymous: z.boolean(),
      /** After so many days its answers lose words and identity; null: they are kept. */
      retentionDays: z.number().nullable(),
      /** Finished answers that came through its links, without those set aside. */
      answers: z.number(),
      /** Invitations that are over: answered, or past their days. */
      ended: z.number(),
      /** Answers per invitation that is over, in [0, 1]. */
      responseRate: measuredSchema,
      changedBy: z.string(),
      changedAt: z.string(),
    }),
  ),
})

export const surveyOneOutput = z.object({
  surveyId: z.string(),
  /** Version of the record: give it back as `expected` when saving. */
  version: z.number(),
  state: z.enum(surveyStates),
  published: z.number(),
  draft: surveyBodySchema,
  /** False when the draft is what is asked already. */
  draftDiffers: z.boolean(),
  findings: z.array(findingSchema),
  versions: z.array(versionSchema),
  links: z.array(openLinkSchema),
  changedBy: z.string(),
  changedAt: z.string(),
})

export const surveySaveInput = z.object({
  /** Left out for a new survey. */
  surveyId: z.string().min(1).max(64).optional(),
  body: surveyBodySchema,
  /** The version of the record that the change was made on. */
  expected: z.number().int().min(0).optional(),
})
export const surveySaveOutput = z.object({
  surveyId: z.string(),
  version: z.number(),
  findings: z.array(findingSchema),
})

export const surveyPublishInput = surveyIdInput.extend({
  expected: z.number().int().min(0).optional(),
  /** What is new in this version, for whoever reads the answers. */
  note: z.string().trim().min(1).max(500),
})
export const surveyPublishOutput = z.object({
  published: z.number(),
  version: z.number(),
  findings: z.array(findingSchema),
})

export const surveyStateInput = surveyIdInput.extend({
  reason: z.string().trim().min(1).max(500),
})
export const surveyStateOutput = z.object({ state: z.enum(surveyStates), version: z.number() })

export const surveyTemplatesOutput = z.object({
  templates: z.array(z.object({ name: z.string(), about: z.string(), body: surveyBodySchema })),
})

export const surveyCheckInput = z.object({ body: surveyBodySchema })
export const surveyCheckOutput = z.object({ findings: z.array(findingSchema) })

export const surveyPreviewInput = z.object({ body: surveyBodySchema, language: languageSchema })
export const surveyPreviewOutput = z.object({ html: z.string() })

export const surveyLinkInput = surveyIdInput.extend({
  channel: z.enum(['link', 'qr', 'widget']).default('link'),
  label: z.string().trim().min(1).max(120),
  context: z.record(z.string().max(40), z.string().max(200)).default({}),
  days: z.number().int().min(1).max(3_650).default(365),
})
export const surveyLinkOutput = z.object({
  linkId: z.string(),
  /** Shown this once: only a hash of its token is kept. */
  path: z.string(),
  expiresAt: z.string(),
})
export const surveyRevokeInput = surveyIdInput.extend({ linkId: z.string().min(1).max(64) })
export const surveyRevokeOutput = z.object({ revoked: z.number() })
