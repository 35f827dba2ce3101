import { join } from 'node:path'
import { findServer } from '../data-folder.ts'
import type { RunningProgram } from './run-program.ts'

export interface ProgramAnswer {
  status: number
  body: Record<string, unknown>
}

/** Asks a running program as the terminal of its data folder does. */
export interface ProgramClient {
  get: (path: string) => Promise<ProgramAnswer>
  post: (path: string, body: object) => Promise<ProgramAnswer>
  /** Loads a file of facts of a kind; throws where it is not taken. */
  load: (kind: string, csv: string) => Promise<void>
}

export function openProgramClient({ folder }: Pick<RunningProgram, 'folder'>): ProgramClient {
  const server = findServer(join(folder, 'data'))
  if (!server) throw new Error('the program has not said where it is')
  const ask = async (
    path: string,
    request: { method: string; type?: string; body?: string },
  ): Promise<ProgramAnswer> => {
    const { method, type, body } = request
    const authorization = `Bearer ${server.token}`
    // eslint-disable-next-line no-restricted-globals -- a client of our own server, in a test
    const response = await fetch(`http://127.0.0.1:${server.port}/api/${path}`, {
      method,
      headers: { authorization, ...(type === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body }),
    })
    const answer = JSON.parse(await response.text()) as Record<string, unknown>
    return { status: response.status, body: answer }
  }
  const post = (path: string, body: object) =>
    ask(path, { method: 'POST', type: 'application/json', body: JSON.stringify(body) })
  return {
    get: (path) => ask(path, { method: 'GET' }),
    post,
    async load(kind, csv) {
      const file = { method: 'PUT', type: 'application/octet-stream', body: csv }
      const { upload } = (await ask(`import/upload?name=${kind}.csv`, file)).body
      const { status, body } = await post('import/run', { kind, uploads: [upload] })
      if (status !== 200) throw new Error(`${kind}: ${status} ${JSON.stringify(body)}`)
    },
  }
}
