import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { FealtyError } from '@fealty/core'
import { readImport } from '@fealty/store'
import type { Hono } from 'hono'
import { checkAccess } from '../run-operation.ts'
import { identify } from './caller.ts'
import { refuseCrossSite } from './request-guard.ts'
import type { ServerOptions } from './server-options.ts'

const path = '/api/import/rejects'

/**
 * Gives the rejected rows of an import as a CSV file: file, line, column, reason, and the row as it
 * came. Streamed, because a file may be rejected by the million. Whoever may run `import.run` may
 * have it; the id is looked up in the caller's workspace and is never part of a path.
 */
export function addRejectsRoute(app: Hono, options: ServerOptions): void {
  const importing = options.operations.find(({ id }) => id === 'import.run')
  if (!importing) return
  const { store, dataFolder } = options.services
  app.get(path, async (context) => {
    refuseCrossSite(context)
    const actor = await identify(context, options)
    checkAccess(importing, actor)
    if (actor.kind === 'nobody') throw new FealtyError('access.unauthenticated')
    const id = context.req.query('importId') ?? ''
    const { rejectsPath } = await readImport(store, actor.workspaceId, id)
    if (rejectsPath === null) throw new FealtyError('record.not-found', { what: 'rejects file' })
    const file = join(dataFolder, rejectsPath)
    const bytes = await sizeOf(file)
    context.header('Content-Type', 'text/csv; charset=utf-8')
    context.header('Content-Length', String(bytes))
    context.header('Content-Disposition', `attachment; filename="rejects-${id}.csv"`)
    context.header('Cache-Control', 'no-store')
    return context.body(Readable.toWeb(createReadStream(file)) as ReadableStream)
  })
}

/** @throws FealtyError `record.not-found` when somebody has removed the file */
async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size
  } catch {
    throw new FealtyError('record.not-found', { what: 'rejects file' })
  }
}
