import { z } from 'zod'
import { emailSchema, linkOutput, roleSchema, unitsSchema } from '../access/contract.ts'

const personId = z.string().min(1).max(64)

const personSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: roleSchema,
  units: z.array(z.string()),
  createdAt: z.string(),
  state: z.enum(['active', 'invited', 'deactivated']),
})

export const listOutput = z.object({ people: z.array(personSchema) })
export const inviteInput = z.object({
  email: emailSchema,
  role: roleSchema,
  /** Units a manager is bound to. */
  units: unitsSchema.default([]),
})
export const inviteOutput = linkOutput.extend({ personId: z.string() })
export const changeInput = z.object({ personId, role: roleSchema, units: unitsSchema.default([]) })
export const onePersonInput = z.object({ personId })
