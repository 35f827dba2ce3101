import { streamSSE } from 'hono/streaming'
import type { Context, Hono } from 'hono'
import type { z } from 'zod'
import { checkAccess, runOperation, type CallContext } from '../run-operation.ts'
import type { ServerOperation } from '../services.ts'
import { cookieSession, identify } from './caller.ts'
import { toKnownError } from './failure.ts'
import { parametersOf, readParameters } from './query-parameters.ts'
import { readJsonBody } from './request-body.ts'
import { refuseCrossSite } from './request-guard.ts'
import type { ServerOptions } from './server-options.ts'

/** `measure.query` is at `/api/measure/query`. */
export function pathOf(operation: Pick<ServerOperation, 'id'>): string {
  return `/api/${operation.id.replace('.', '/')}`
}

/** One route per operation: GET with flat parameters for a query, POST with JSON for a command. */
export function addOperationRoutes(app: Hono, options: ServerOptions): void {
  for (const operation of options.operations) {
    if (operation.kind === 'query') addQuery(app, operation, options)
    else addCommand(app, operation, options)
  }
}

function addQuery(app: Hono, operation: ServerOperation, options: ServerOptions): void {
  const parameters = parametersOf(operation.input as z.ZodType)
  app.get(pathOf(operation), async (context) => {
    refuseCrossSite(context)
    const call = await contextOf(context, options)
    checkAccess(operation, call.actor)
    const input = readParameters(parameters, new URL(context.req.url).searchParams)
    const output = await runOperation(operation, input, call, options.services)
    context.header('Cache-Control', 'no-store')
    return context.json(output as object)
  })
}

function addCommand(app: Hono, operation: ServerOperation, options: ServerOptions): void {
  app.post(pathOf(operation), async (context) => {
    refuseCrossSite(context)
    const call = await contextOf(context, options)
    checkAccess(operation, call.actor)
    const input = await readJsonBody(context)
    context.header('Cache-Control', 'no-store')
    if (context.req.header('accept') === 'text/event-stream') {
      return streamCommand(context, operation, input, call, options)
    }
    const output = await runOperation(operation, input, call, options.services)
    return context.json(output as object)
  })
}

/** Runs a command and tells how far it is: events `progress`, then one `result` or `error`. */
function streamCommand(
  context: Context,
  operation: ServerOperation,
  input: unknown,
  call: CallContext,
  { services, log }: ServerOptions,
): Response {
  return streamSSE(context, async (stream) => {
    const send = (event: string, body: unknown) =>
      stream.writeSSE({ event, data: JSON.stringify(body) })
    let sent = Promise.resolve()
    const progress: CallContext['progress'] = (step) => {
      sent = sent.then(() => send('progress', step)).catch(() => undefined)
    }
    const gone = new AbortController()
    stream.onAbort(() => {
      gone.abort()
    })
    const signal = AbortSignal.any([call.signal, gone.signal])
    try {
      const output = await runOperation(operation, input, { ...call, signal, progress }, services)
      await sent
      await send('result', output)
    } catch (error) {
      await sent
      await send('error', toKnownError(error, log, operation.id).toJSON())
    }
  })
}

async function contextOf(context: Context, options: ServerOptions): Promise<CallContext> {
  return {
    actor: await identify(context, options),
    signal: context.req.raw.signal,
    progress: () => undefined,
    session: cookieSession(context, options),
    callerAddress: options.callerAddress(context),
  }
}
