import { FealtyError, mayCall, type Actor } from '@fealty/core'
import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { runOperation } from '../run-operation.ts'
import type { ServerOperation } from '../services.ts'
import { identify, noSession } from './caller.ts'
import { answerError, toKnownError } from './failure.ts'
import { inputSchemaOf } from './query-parameters.ts'
import { readJsonBody } from './request-body.ts'
import { refuseCrossSite } from './request-guard.ts'
import type { ServerOptions } from './server-options.ts'

const protocolVersions = ['2025-06-18', '2025-03-26'] as const
/** Sign-in, people and keys are for people: a model is given no way to credentials. */
const closedVerbs = new Set(['access', 'people', 'keys'])

const requestSchema = z.object({
  jsonrpc: z.literal('2.0'),
  id: z.union([z.string(), z.number()]).optional(),
  method: z.string(),
  params: z.record(z.string(), z.unknown()).optional(),
})
type RpcRequest = z.infer<typeof requestSchema>

/** An error of JSON-RPC itself, not of an operation. */
class RpcError extends Error {
  readonly code: number

  constructor(code: number, message: string) {
    super(message)
    this.code = code
  }
}

/**
 * The door for language models: MCP over streamable HTTP, without sessions of its own. Every
 * operation the key may call is a tool; a key is needed, a cookie is not enough.
 */
export function addMcpRoute(app: Hono, options: ServerOptions): void {
  app.post('/mcp', async (context) => {
    const actor = await identifyKey(context, options)
    const request = requestSchema.safeParse(await readJsonBody(context))
    if (!request.success)
      return context.json(rpcFailure(null, -32_600, 'Not a JSON-RPC 2.0 request'))
    const { id } = request.data
    // A notification takes no answer.
    if (id === undefined) return context.body(null, 202)
    try {
      const result = await answerRpc(request.data, actor, context, options)
      return context.json({ jsonrpc: '2.0', id, result })
    } catch (error) {
      if (error instanceof RpcError) return context.json(rpcFailure(id, error.code, error.message))
      throw error
    }
  })
  app.get('/mcp', (context) => answerError(context, new FealtyError('request.not-found')))
}

async function identifyKey(context: Context, options: ServerOptions): Promise<Actor> {
  if (context.req.header('authorization') === undefined) {
    refuseCrossSite(context)
    throw new FealtyError('access.unauthenticated')
  }
  return identify(context, options)
}

function rpcFailure(id: string | number | null, code: number, message: string) {
  return { jsonrpc: '2.0', id, error: { code, message } }
}

function toolName({ id }: ServerOperation): string {
  return id.replace('.', '_')
}

function toolsFor(actor: Actor, { operations }: ServerOptions): ServerOperation[] {
  return operations.filter(
    ({ id, access }) =>
      access !== 'public' && !closedVerbs.has(id.split('.')[0] ?? '') && mayCall(access, actor),
  )
}

function answerRpc(
  { method, params = {} }: RpcRequest,
  actor: Actor,
  context: Context,
  options: ServerOptions,
): unknown {
  switch (method) {
    case 'initialize': {
      const asked = protocolVersions.find((version) => version === params.protocolVersion)
      return {
        protocolVersion: asked ?? protocolVersions[0],
        capabilities: { tools: {} },
        serverInfo: { name: 'fealty', version: options.version },
      }
    }
    case 'ping':
      return {}
    case 'tools/list':
      return { tools: toolsFor(actor, options).map(describeTool) }
    case 'tools/call':
      return callTool(params, actor, context, options)
    default:
      throw new RpcError(-32_601, `There is no method ${method.slice(0, 60)}`)
  }
}

function describeTool(operation: ServerOperation) {
  return {
    name: toolName(operation),
    description: operation.summary,
    inputSchema: { ...inputSchemaOf(operation.input as z.ZodType), type: 'object' },
    annotations: { readOnlyHint: operation.kind === 'query' },
  }
}

async function callTool(
  { name, arguments: input = {} }: Record<string, unknown>,
  actor: Actor,
  context: Context,
  options: ServerOptions,
) {
  const operation = toolsFor(actor, options).find((tool) => toolName(tool) === name)
  if (!operation) throw new RpcError(-32_602, 'There is no such tool')
  const call = {
    actor,
    signal: context.req.raw.signal,
    progress: () => undefined,
    session: noSession,
    callerAddress: options.callerAddress(context),
  }
  try {
    const output = await runOperation(operation, input, call, options.services)
    const content = [{ type: 'text', text: JSON.stringify(output) }]
    return { content, structuredContent: output, isError: false }
  } catch (error) {
    const known = toKnownError(error, options.log, operation.id)
    return { content: [{ type: 'text', text: known.message }], isError: true }
  }
}
