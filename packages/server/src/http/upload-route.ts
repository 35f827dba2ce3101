import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { FealtyError } from '@fealty/core'
import type { Context, Hono } from 'hono'
import { checkAccess } from '../run-operation.ts'
import { identify } from './caller.ts'
import { requireType } from './request-body.ts'
import { refuseCrossSite } from './request-guard.ts'
import type { ServerOptions } from './server-options.ts'

const path = '/api/import/upload'

/**
 * Takes a file as it is and keeps it under an own name in `staging/uploads`, beside a description:
 * `ID` and `ID.json`. The name the caller gives is kept as a word only and is never part of a path.
 * Whoever may run `import.run` may upload.
 */
export function addUploadRoute(app: Hono, options: ServerOptions): void {
  const importing = options.operations.find(({ id }) => id === 'import.run')
  if (!importing) return
  const take = async (context: Context) => {
    refuseCrossSite(context)
    const actor = await identify(context, options)
    checkAccess(importing, actor)
    if (actor.kind === 'nobody') throw new FealtyError('access.unauthenticated')
    requireType(context, /^application\/octet-stream$/i, 'application/octet-stream')
    const name = cleanName(context.req.query('name'))
    const upload = randomUUID()
    const bytes = await keep(context, options, upload)
    const description = { name, bytes, workspaceId: actor.workspaceId }
    const folder = join(options.services.dataFolder, 'staging', 'uploads')
    await writeFile(join(folder, `${upload}.json`), JSON.stringify(description), { mode: 0o600 })
    return context.json({ upload, name, bytes })
  }
  app.put(path, take)
  app.post(path, take)
}

/** The last part of the name, without control characters, for people to recognise the file by. */
function cleanName(name = ''): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const clean = last.replace(/[\p{Cc}\p{Cf}\p{Surrogate}]/gu, '').trim()
  return clean.slice(0, 200) || 'file'
}

async function keep(context: Context, options: ServerOptions, upload: string): Promise<number> {
  const folder = join(options.services.dataFolder, 'staging', 'uploads')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, upload)
  const { body } = context.req.raw
  if (!body) throw new FealtyError('input.invalid', { problem: 'the file is empty' })
  let bytes = 0
  try {
    await pipeline(
      Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]),
      async function* (chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          bytes += chunk.byteLength
          if (bytes > options.uploadLimit) throw tooLarge(options.uploadLimit)
          yield chunk
        }
      },
      createWriteStream(file, { flags: 'wx', mode: 0o600 }),
      { signal: context.req.raw.signal },
    )
  } catch (error) {
    await rm(file, { force: true })
    throw error
  }
  return bytes
}

function tooLarge(limit: number): FealtyError {
  return new FealtyError('request.too-large', { limit: `${Math.round(limit / 1e6)} MB` })
}
