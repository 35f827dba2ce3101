import type { Context } from 'hono'
import type { Logger } from 'pino'
import type { ServerOperation } from '../services.ts'
import type { CallerOptions } from './caller.ts'

/** What the HTTP doors are made of. */
export interface ServerOptions extends CallerOptions {
  operations: readonly ServerOperation[]
  log: Logger
  version: string
  /** Host names the server answers to; `any` when it is meant to be reached from elsewhere. */
  hosts: readonly string[] | 'any'
  /** Folder of the built web app; without it only the API answers. */
  webFolder?: string
  /** Largest uploaded file in bytes. */
  uploadLimit: number
  /** Address of the caller, as the socket says it: headers can be made up. */
  callerAddress: (context: Context) => string
}
