import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { FealtyError } from '@fealty/core'
import {
  allOperations,
  ensureWorkspace,
  findServer,
  openServices,
  runOperation,
  takeFolder,
  terminalCall,
  readEngineSettings,
} from '@fealty/server'
import type { Connection } from './connection-type.ts'
import { isServerThere, openServerConnection } from './server-connection.ts'
import { WrongCall } from './wrong-call.ts'

/** The data folder of a call: `--data`, else `FEALTY_DATA`, else `./fealty-data`. */
export function dataFolderOf(given: string | undefined): string {
  return resolve(given ?? process.env.FEALTY_DATA ?? 'fealty-data')
}

/**
 * Opens the data folder. A server that runs on it is asked through its API; without one the same
 * services are opened here.
 * @throws WrongCall when the folder is not there and `create` is not set
 */
export async function openConnection(dataFolder: string, create = false): Promise<Connection> {
  if (!create && !existsSync(dataFolder)) {
    throw new WrongCall(
      `There is no data folder ${dataFolder}. Import first, or name another one with --data.`,
    )
  }
  const server = findServer(dataFolder)
  if (server && (await isServerThere(server))) return openServerConnection(server)
  return openHere(dataFolder)
}

async function openHere(dataFolder: string): Promise<Connection> {
  const release = takeFolder(dataFolder, 'shared')
  const services = await openServices({
    dataFolder,
    databaseUrl: process.env.DATABASE_URL,
    engineMemory: process.env.ENGINE_MEMORY,
    engine: readEngineSettings(process.env),
  })
  const workspace = await ensureWorkspace(services.store, services.now())
  const stopped = new AbortController()
  const stop = () => {
    stopped.abort()
  }
  process.once('SIGINT', stop)
  return {
    run(operationId, input, progress = () => undefined) {
      const operation = allOperations.find(({ id }) => id === operationId)
      if (!operation) throw new FealtyError('request.not-found')
      const context = terminalCall(workspace.id, { signal: stopped.signal, progress })
      return runOperation(operation, input, context, services)
    },
    async close() {
      process.off('SIGINT', stop)
      await services.close()
      release()
    },
  }
}
