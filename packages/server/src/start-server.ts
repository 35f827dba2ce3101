import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import { FealtyError } from '@fealty/core'
import type { Logger } from 'pino'
import { newToken } from './access/secrets.ts'
import { announceServer } from './data-folder.ts'
import { createApp } from './http/app.ts'
import { startBackground } from './background/background.ts'
import { allHandlers, allJobs, allOperations } from './operations.ts'
import { createPreparer } from './prepare-answers.ts'
import type { Services } from './services.ts'

/** Names of this machine for itself. */
const loopback = ['localhost', '127.0.0.1', '[::1]']
const shutdownMilliseconds = 5_000
/** Time for the slowest head of a request; a connection that says nothing has as long. */
const headMilliseconds = 10_000
/** Time for the slowest whole request: an upload of the largest file. */
const requestMilliseconds = 30 * 60_000
/** Longer than a proxy in front keeps its side (mostly a minute): the side that closes first must be the asking one. */
const keptMilliseconds = 75_000

export interface StartOptions {
  services: Services
  port: number
  /** Address to listen on; only this machine unless said otherwise. */
  host?: string | undefined
  webFolder?: string | undefined
  log: Logger
  version: string
}

export interface RunningServer {
  /** Where the server is reached from this machine, without a slash at the end. */
  url: string
  port: number
  close(): Promise<void>
}

/**
 * Listens and says in `server.json` where.
 * @throws FealtyError `server.port-taken`
 */
export async function startServer(options: StartOptions): Promise<RunningServer> {
  const { services, log, version, webFolder, host = '127.0.0.1' } = options
  const terminalToken = newToken()
  const preparer = createPreparer(allOperations, services, log)
  const app = createApp({
    operations: preparer.operations,
    services,
    terminalToken,
    log,
    version,
    hosts: host === '127.0.0.1' ? loopback : 'any',
    ...(webFolder === undefined ? {} : { webFolder }),
    uploadLimit: 20e9,
    callerAddress: (context) => getConnInfo(context).remote.address ?? 'unknown',
  })
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: {
      headersTimeout: headMilliseconds,
      requestTimeout: requestMilliseconds,
      connectionsCheckingInterval: 1_000,
      keepAliveTimeout: keptMilliseconds,
    },
  }) as Server
  await listen(server, options.port, host)
  const { port } = server.address() as AddressInfo
  const unannounce = announceServer(services.dataFolder, {
    pid: process.pid,
    port,
    token: terminalToken,
  })
  await preparer.prepareAll()
  const background = startBackground({ services, handlers: allHandlers, jobs: allJobs, log })
  return {
    url: `http://localhost:${port}`,
    port,
    async close() {
      preparer.close()
      unannounce()
      await closeServer(server)
      await background.close()
    },
  }
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
    throw taken ? new FealtyError('server.port-taken', { port }, { cause: error }) : error
  }
}

/** Takes no new request, lets the running ones end, and ends those that take too long. */
async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), shutdownMilliseconds)
  await closed
  clearTimeout(timer)
}
