import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { FealtyError } from '@fealty/core'
import { holdFolder } from '@fealty/store'
import { z } from 'zod'

const serverFile = z.object({ pid: z.number(), port: z.number(), token: z.string() })
/** What `server.json` says of the server that runs on the folder. */
export type ServerFile = z.infer<typeof serverFile>

/** The server that runs on this folder, or undefined. A file that was left behind is not believed. */
export function findServer(dataFolder: string): ServerFile | undefined {
  try {
    const text = readFileSync(join(dataFolder, 'server.json'), 'utf8')
    const found = serverFile.parse(JSON.parse(text))
    process.kill(found.pid, 0)
    return found
  } catch {
    return undefined
  }
}

/** Says where the server is; only the owner of the folder may read it. */
export function announceServer(dataFolder: string, server: ServerFile): () => void {
  const path = join(dataFolder, 'server.json')
  rmSync(path, { force: true })
  writeFileSync(path, JSON.stringify(server), { mode: 0o600, flag: 'wx' })
  return () => rmSync(path, { force: true })
}

/**
 * Takes the folder for this process.
 * @throws FealtyError `data.in-use`
 */
export function takeFolder(dataFolder: string, mode: 'alone' | 'shared'): () => void {
  const release = holdFolder(dataFolder, mode)
  if (!release) {
    throw new FealtyError('data.in-use', { pid: findServer(dataFolder)?.pid ?? 'unknown' })
  }
  return release
}
