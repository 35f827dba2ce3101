import { join } from 'node:path'
import { findServer } from '../data-folder.ts'
import type { RunningProgram } from './run-program.ts'

export interface ProgramAnswer {
  status: number
  body: Record<string, unknown>
  milliseconds: number
}

/** Asks a running program as the terminal of its data folder does. */
export interface ProgramClient {
  get: (path: string) => Promise<ProgramAnswer>
  post: (path: string, body: object) => Promise<ProgramAnswer>
}

export function openProgramClient({ folder }: RunningProgram): ProgramClient {
  const server = findServer(join(folder, 'data'))
  if (!server) throw new Error('the program has not said where it is')
  const ask = async (path: string, body?: object): Promise<ProgramAnswer> => {
    const began = performance.now()
    // eslint-disable-next-line no-restricted-globals -- a client of our own server, in a test
    const response = await fetch(`http://127.0.0.1:${server.port}/api/${path}`, {
      headers: {
        authorization: `Bearer ${server.token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return {
      status: response.status,
      body: JSON.parse(text) as Record<string, unknown>,
      milliseconds: performance.now() - began,
    }
  }
  return { get: (path) => ask(path), post: (path, body) => ask(path, body) }
}
