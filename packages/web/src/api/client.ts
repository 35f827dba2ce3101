import { takeEvents } from './event-stream.ts'

/** What a person reads when a call fails; the code comes from the error catalogue of core. */
export class ApiError extends Error {
  readonly code: string
  readonly status: number

  constructor(code: string, message: string, status: number) {
    super(message)
    this.name = 'ApiError'
    this.code = code
    this.status = status
  }
}

/** One value of a query parameter; a list is repeated, an absent one is left out. */
export type QueryValue = string | number | boolean | readonly string[] | undefined | null

/** The server takes no call without it: a form on another site cannot send it. */
const ownHeader = { 'X-Fealty': '1' }

/** `measure.scorecard` lives at `/api/measure/scorecard`. */
function pathOf(operation: string): string {
  return `/api/${operation.replace('.', '/')}`
}

/** Writes flat parameters: `where=a&where=b&every=month`. */
function writeQuery(input: Readonly<Record<string, QueryValue>>): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(input)) {
    if (value === undefined || value === null || value === '') continue
    if (typeof value === 'object') for (const each of value) parameters.append(name, each)
    else parameters.append(name, String(value))
  }
  const text = parameters.toString()
  return text === '' ? '' : `?${text}`
}

async function readAnswer(response: Response): Promise<unknown> {
  const text = await response.text()
  let body: unknown
  try {
    body = text === '' ? undefined : JSON.parse(text)
  } catch {
    body = undefined
  }
  if (response.ok) return body
  throw errorOf(body, response.status)
}

function errorOf(body: unknown, status: number): ApiError {
  const { code, message } = (body ?? {}) as { code?: string; message?: string }
  return new ApiError(
    code ?? 'internal.unexpected',
    message ?? `The server answered ${status} and did not say why.`,
    status,
  )
}

async function send(path: string, init: RequestInit): Promise<unknown> {
  let response: Response
  try {
    response = await fetch(path, { credentials: 'same-origin', ...init })
  } catch (cause) {
    if (init.signal?.aborted === true) throw cause
    throw new ApiError('network', 'The server does not answer. Is Fealty still running?', 0)
  }
  return readAnswer(response)
}

/** Asks a query operation. @throws ApiError */
export async function askQuery(
  operation: string,
  input: Readonly<Record<string, QueryValue>>,
  signal?: AbortSignal,
): Promise<unknown> {
  return send(`${pathOf(operation)}${writeQuery(input)}`, {
    headers: { Accept: 'application/json', ...ownHeader },
    ...(signal ? { signal } : {}),
  })
}

/** Runs a command operation. @throws ApiError */
export async function runCommand(operation: string, input: unknown): Promise<unknown> {
  return send(pathOf(operation), {
    method: 'POST',
    headers: { Accept: 'application/json', 'Content-Type': 'application/json', ...ownHeader },
    body: JSON.stringify(input),
  })
}

/** How far a long command is; the share is absent when it is not known. */
export interface Progress {
  text: string
  share?: number
}

/**
 * Runs a long command and hears how far it is.
 * @throws ApiError also when the connection ends before there is a result
 */
export async function streamCommand(
  operation: string,
  input: unknown,
  onProgress: (step: Progress) => void,
  signal: AbortSignal,
): Promise<unknown> {
  const response = await fetch(pathOf(operation), {
    method: 'POST',
    credentials: 'same-origin',
    headers: { Accept: 'text/event-stream', 'Content-Type': 'application/json', ...ownHeader },
    body: JSON.stringify(input),
    signal,
  })
  if (!response.ok || !response.body) return readAnswer(response)
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let received = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    const { events, rest } = takeEvents(received + value)
    received = rest
    for (const { event, data } of events) {
      const body = JSON.parse(data) as unknown
      if (event === 'progress') onProgress(body as Progress)
      if (event === 'result') return body
      if (event === 'error') throw errorOf(body, 422)
    }
  }
  throw new ApiError('network', 'The connection ended before the work was done.', 0)
}

/** Sends a file as it is; the server keeps it in its staging area until it is imported. @throws ApiError */
export async function uploadFile(file: File, signal?: AbortSignal): Promise<{ upload: string }> {
  const answer = await send(`/api/import/upload${writeQuery({ name: file.name })}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/octet-stream', ...ownHeader },
    body: file,
    ...(signal ? { signal } : {}),
  })
  return answer as { upload: string }
}

/** Where the rejected rows of an import are saved from. */
export function rejectsAddress(importId: string): string {
  return `/api/import/rejects${writeQuery({ importId })}`
}
