import { z } from 'zod'

export const engineStateOutput = z.object({
  /** Since when the engine has not answered; null while it does. ISO 8601 in UTC. */
  awaySince: z.string().nullable(),
  /** The last day on which numbers were computed; null when none were. */
  computedOn: z.string().nullable(),
})
