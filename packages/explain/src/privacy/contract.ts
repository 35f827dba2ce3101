import { z } from 'zod'

export const personInput = z.object({ customerId: z.string().min(1).max(200) })
export const eraseInput = personInput.extend({
  /** Who asked for it and how; stands in the log, without the customer's id. */
  reason: z.string().trim().min(3).max(300),
})

const rowsByPlace = z.record(z.string(), z.array(z.record(z.string(), z.unknown())))

export const exportOutput = z.object({
  customerId: z.string(),
  /** Everything that the facts hold, by kind of fact. */
  facts: rowsByPlace,
  /** Everything that the store holds: answers, invitations, contacts, cases, by table. */
  records: rowsByPlace,
})

export const eraseOutput = z.object({
  /** Rows of facts that have lost their person. */
  facts: z.number(),
  /** Rows of the store that were changed or removed. */
  records: z.number(),
})

export const erasuresOutput = z.object({
  /** The newest first. */
  erasures: z.array(
    z.object({ at: z.string(), reason: z.string(), facts: z.number(), records: z.number() }),
  ),
})

/** What stays of an erasure: that it was done, when, by whom and why. */
export const erasureBodySchema = z.object({ facts: z.number(), records: z.number() })
