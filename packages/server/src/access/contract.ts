import { roles } from '@fealty/core'
import { z } from 'zod'
import { passwordMaximum } from './passwords.ts'

export const emailSchema = z.string().trim().toLowerCase().pipe(z.email().max(254))
export const personNameSchema = z.string().trim().min(1).max(120)
/** Too short is told by its own error, so only the upper end is held here. */
export const passwordSchema = z.string().max(passwordMaximum)
export const tokenSchema = z.string().min(1).max(200)
export const roleSchema = z.enum(roles)
export const unitsSchema = z.array(z.string().trim().min(1).max(200)).max(200)
export const nothing = z.object({})

export const meOutput = z.object({
  /** True until the first owner was made. */
  setupNeeded: z.boolean(),
  signedIn: z
    .object({
      kind: z.enum(['person', 'key', 'terminal']),
      id: z.string(),
      name: z.string(),
      email: z.string().nullable(),
      role: roleSchema,
      units: z.array(z.string()),
    })
    .nullable(),
  workspace: z
    .object({
      id: z.string(),
      name: z.string(),
      timeZone: z.string(),
      currency: z.string(),
      fiscalYearStartMonth: z.number(),
    })
    .nullable(),
})

export const setupInput = z.object({
  token: tokenSchema,
  email: emailSchema,
  name: personNameSchema,
  password: passwordSchema,
})
export const signInInput = z.object({ email: z.string().max(254), password: passwordSchema })
export const enterInput = z.object({ token: tokenSchema })
export const acceptInput = z.object({
  token: tokenSchema,
  name: personNameSchema,
  password: passwordSchema,
})
export const newPasswordInput = z.object({ token: tokenSchema, password: passwordSchema })
export const changePasswordInput = z.object({ current: passwordSchema, next: passwordSchema })
export const linkOutput = z.object({
  /** Path and fragment; it follows the address of the server. */
  path: z.string(),
  expiresAt: z.string(),
})
