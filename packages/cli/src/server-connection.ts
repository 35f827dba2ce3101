import { request, type IncomingMessage } from 'node:http'
import { errorCatalogue, FealtyError, type ErrorCode, type ErrorDetails } from '@fealty/core'
import { allOperations, pathOf, type ServerFile } from '@fealty/server'
import type { Connection, Progress } from './connection-type.ts'

/** Whether the server that `server.json` names answers. */
export async function isServerThere(server: ServerFile): Promise<boolean> {
  try {
    const answer = await send(server, 'GET', '/health')
    answer.resume()
    return answer.statusCode === 200
  } catch {
    return false
  }
}

/** Asks a running server of this machine with the token of its data folder. */
export function openServerConnection(server: ServerFile): Connection {
  return {
    async run(operationId, input, progress) {
      const operation = allOperations.find(({ id }) => id === operationId)
      if (!operation) throw new FealtyError('request.not-found')
      const path = pathOf(operation)
      if (operation.kind === 'query') {
        return readAnswer(await send(server, 'GET', path + writeQuery(input)))
      }
      const answer = await send(server, 'POST', path, JSON.stringify(input))
      return answer.statusCode === 200 ? readEvents(answer, progress) : readAnswer(answer)
    },
    close: () => Promise.resolve(),
  }
}

function send(
  { port, token }: ServerFile,
  method: 'GET' | 'POST',
  path: string,
  body?: string,
): Promise<IncomingMessage> {
  const headers = {
    authorization: `Bearer ${token}`,
    ...(body === undefined
      ? {}
      : { 'content-type': 'application/json', accept: 'text/event-stream' }),
  }
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, method, path, headers }, resolve)
    call.on('error', (cause) => reject(new FealtyError('server.ended', {}, { cause })))
    call.end(body)
  })
}

/** Flat parameters: lists are repeated, what has no value is left out, objects are JSON. */
function writeQuery(input: object): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(input) as [string, unknown][]) {
    const values = Array.isArray(value) ? (value as unknown[]) : [value]
    for (const each of values.filter((one) => one !== undefined)) {
      search.append(name, typeof each === 'string' ? each : JSON.stringify(each))
    }
  }
  const text = search.toString()
  return text === '' ? '' : `?${text}`
}

async function readAnswer(answer: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const chunk of readChunks(answer)) text += chunk
  const body: unknown = JSON.parse(text)
  if (answer.statusCode === 200) return body
  throw toError(body)
}

/** Reads the events of a command: `progress`, then one `result` or `error`. */
async function readEvents(answer: IncomingMessage, progress?: Progress): Promise<unknown> {
  let rest = ''
  for await (const chunk of readChunks(answer)) {
    const blocks = (rest + chunk).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const event = /^event: (\w+)$/m.exec(block)?.[1]
      const data: unknown = JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? 'null')
      if (event === 'result') return data
      if (event === 'error') throw toError(data)
      if (event === 'progress') progress?.(data as Parameters<Progress>[0])
    }
  }
  throw new FealtyError('server.ended')
}

/** @throws FealtyError `server.ended` when the connection breaks in the middle */
async function* readChunks(answer: IncomingMessage): AsyncGenerator<string> {
  try {
    for await (const chunk of answer.setEncoding('utf8')) yield String(chunk)
  } catch (cause) {
    throw new FealtyError('server.ended', {}, { cause })
  }
}

function toError(body: unknown): FealtyError {
  const { code, details } = body as { code?: string; details?: ErrorDetails }
  if (code === undefined || !Object.hasOwn(errorCatalogue, code)) {
    return new FealtyError('engine.unavailable')
  }
  return new FealtyError(code as ErrorCode, details)
}
