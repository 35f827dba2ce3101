import { z } from 'zod'

/** What a webhook can be told. */
export const webhookTopics = [
  'response.accepted',
  'case.opened',
  'case.contacted',
  'case.escalated',
  'case.closed',
  'case.dismissed',
  'invitation.sent',
] as const

const urlSchema = z.string().trim().min(8).max(2_000)
const topicsSchema = z.array(z.enum(webhookTopics)).min(1).max(webhookTopics.length)

/** What the store keeps of a webhook. */
export const webhookBodySchema = z.object({
  url: urlSchema,
  topics: topicsSchema,
  state: z.enum(['on', 'off']),
  /** `whsec_` and base64, as Standard Webhooks writes it. */
  secret: z.string(),
})
export type WebhookBody = z.infer<typeof webhookBodySchema>

export const deliveryStates = ['waiting', 'delivered', 'failing', 'dead', 'dropped'] as const

const webhookSchema = z.object({
  id: z.string(),
  version: z.number(),
  url: z.string(),
  topics: topicsSchema,
  state: webhookBodySchema.shape.state,
  /** How many deliveries stand how. */
  deliveries: z.record(z.enum(deliveryStates), z.number()),
})

export const webhookListOutput = z.object({
  webhooks: z.array(webhookSchema),
  topics: z.array(z.enum(webhookTopics)),
})

export const webhookSaveInput = z.object({
  /** Left out for a new webhook. */
  id: z.string().max(64).optional(),
  /** The version the change was made on. */
  version: z.number().int().optional(),
  url: urlSchema,
  topics: topicsSchema,
  state: webhookBodySchema.shape.state.default('on'),
  /** Makes a new secret; the old one stops at once. */
  newSecret: z.boolean().default(false),
})

export const webhookSaveOutput = z.object({
  id: z.string(),
  version: z.number(),
  /** Shown this once, when it was made; null otherwise. */
  secret: z.string().nullable(),
})

export const webhookRemoveInput = z.object({ id: z.string().max(64) })

export const deliveriesInput = z.object({
  /** Of one webhook only. */
  webhook: z.string().max(64).optional(),
  state: z.enum(deliveryStates).optional(),
})

export const deliverySchema = z.object({
  id: z.string(),
  webhook: z.string(),
  topic: z.string(),
  state: z.enum(deliveryStates),
  attempts: z.number(),
  /** HTTP status of the last answer. */
  status: z.number().nullable(),
  problem: z.string().nullable(),
  createdAt: z.string(),
  changedAt: z.string(),
})

export const deliveriesOutput = z.object({ deliveries: z.array(deliverySchema) })

export const replayInput = z.object({ deliveryId: z.string().max(64) })
