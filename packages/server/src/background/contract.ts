import { z } from 'zod'

export const backlogOutput = z.object({
  /** Events that wait for their handlers. */
  waiting: z.number(),
  /** When the oldest of them was written. */
  oldest: z.string().nullable(),
  dead: z.array(
    z.object({
      id: z.string(),
      topic: z.string(),
      createdAt: z.string(),
      attempts: z.number(),
      /** Handlers that were done with it. */
      doneHandlers: z.array(z.string()),
      problem: z.string().nullable(),
    }),
  ),
})

export const reviveInput = z.object({ eventId: z.string().min(1).max(64) })
