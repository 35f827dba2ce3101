import { z } from 'zod'
import { roleSchema, unitsSchema } from '../access/contract.ts'

export const listOutput = z.object({
  keys: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      role: roleSchema,
      units: z.array(z.string()),
      createdBy: z.string(),
      createdAt: z.string(),
      revokedAt: z.string().nullable(),
    }),
  ),
})
export const createInput = z.object({
  name: z.string().trim().min(1).max(120),
  role: roleSchema,
  units: unitsSchema.default([]),
})
/** The token is shown this once. */
export const createOutput = z.object({ keyId: z.string(), token: z.string() })
export const revokeInput = z.object({ keyId: z.string().min(1).max(64) })
