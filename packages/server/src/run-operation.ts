import { dayIn, FealtyError, mayCall, type Actor, type Call } from '@fealty/core'
import { readWorkspace } from '@fealty/store'
import type { z } from 'zod'
import type { SessionDoor } from './access/services.ts'
import type { CallServices, ServerOperation, Services } from './services.ts'

/** What a door knows of one call. */
export interface CallContext {
  actor: Actor
  signal: AbortSignal
  progress: Call<unknown>['progress']
  session: SessionDoor
  callerAddress: string
}

/**
 * Runs an operation as every door does: access first, then the input, then the work, then the
 * output, of which only what the contract names leaves.
 * @throws FealtyError `access.unauthenticated`, `access.denied`, `input.invalid`, and those of the operation
 */
export async function runOperation(
  operation: ServerOperation,
  input: unknown,
  context: CallContext,
  services: Services,
): Promise<unknown> {
  checkAccess(operation, context.actor)
  const parsed = await parseInput(operation.input as z.ZodType, input)
  const call = await makeCall(context, services, operation.id)
  const output: unknown = await operation.run(call, parsed)
  return (operation.output as z.ZodType).parseAsync(output)
}

/** @throws FealtyError `access.unauthenticated`, `access.denied` */
export function checkAccess({ access, id }: ServerOperation, actor: Actor): void {
  if (mayCall(access, actor)) return
  if (actor.kind === 'nobody') throw new FealtyError('access.unauthenticated')
  throw new FealtyError('access.denied', { role: actor.role, operation: id })
}

async function makeCall(
  context: CallContext,
  services: Services,
  operationId: string,
): Promise<Call<CallServices>> {
  const { actor, signal, progress, session, callerAddress } = context
  const workspaceId = actor.kind === 'nobody' ? '' : actor.workspaceId
  const timeZone =
    workspaceId === '' ? 'UTC' : (await readWorkspace(services.store, workspaceId)).timeZone
  return {
    actor,
    workspaceId,
    services: { ...services, engine: services.engine.askedBy(operationId), session, callerAddress },
    today: dayIn(timeZone, services.now()),
    signal,
    progress,
  }
}

/**
 * The input as the schema has it: no unknown names, no text that a store would cut.
 * @throws FealtyError `input.invalid`
 */
export async function parseInput(schema: z.ZodType, input: unknown): Promise<unknown> {
  checkText(input)
  checkNames(schema, input)
  const result = await schema.safeParseAsync(input)
  if (result.success) return result.data
  const problem = result.error.issues
    .slice(0, 5)
    .map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '))
    .join('; ')
  throw new FealtyError('input.invalid', { problem })
}

/** A misspelled name is an error, not an input that is silently left out. */
function checkNames(schema: z.ZodType, input: unknown): void {
  const known = 'shape' in schema ? (schema.shape as Record<string, unknown>) : undefined
  if (!known || typeof input !== 'object' || input === null) return
  const unknown = Object.keys(input).find((name) => !Object.hasOwn(known, name))
  if (unknown === undefined) return
  const names = Object.keys(known).join(', ') || 'nothing'
  const problem = `there is no input “${unknown.slice(0, 60)}” (known: ${names})`
  throw new FealtyError('input.invalid', { problem })
}

/** Half characters and NUL are text that one of the databases cuts or refuses. */
const brokenText = /[\0\p{Surrogate}]/u

/** Deeper than any input here; a text of a few kilobytes can nest ten thousand deep. */
const deepest = 32

function checkText(value: unknown, depth = 0): void {
  if (typeof value === 'string') {
    if (!brokenText.test(value)) return
    throw new FealtyError('input.invalid', { problem: 'text with NUL or half characters' })
  }
  if (typeof value !== 'object' || value === null) return
  if (depth > deepest) throw new FealtyError('input.invalid', { problem: 'nested too deep' })
  for (const [name, inner] of Object.entries(value)) {
    checkText(name, depth)
    checkText(inner, depth + 1)
  }
}
