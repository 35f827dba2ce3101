import { readFile } from 'node:fs/promises'
import { basename, isAbsolute, join } from 'node:path'
import { FealtyError, type Call } from '@fealty/core'
import { z } from 'zod'
import type { MeasureServices } from '../services.ts'
import type { SourceFile } from './read/byte-source.ts'
import { importPaths } from './staging.ts'

const description = z.object({ name: z.string(), workspaceId: z.string() })

/**
 * The files a call means: uploads of its own workspace, and paths where the terminal calls, for only
 * who sits at the machine may name its files.
 * @throws FealtyError `input.invalid`, `record.not-found` (also for an upload of another workspace)
 */
export async function findFiles(
  call: Pick<Call<MeasureServices>, 'actor' | 'workspaceId' | 'services'>,
  input: { uploads: readonly string[]; paths: readonly string[] },
): Promise<SourceFile[]> {
  const { paths, uploads } = input
  if (paths.length > 0 && call.actor.kind !== 'terminal') {
    throw new FealtyError('input.invalid', { problem: 'only the terminal may name paths; upload' })
  }
  if (paths.some((path) => !isAbsolute(path))) {
    throw new FealtyError('input.invalid', { problem: 'a path must be absolute' })
  }
  if (paths.length + uploads.length === 0) {
    throw new FealtyError('input.invalid', { problem: 'name at least one file' })
  }
  const named = paths.map((path) => ({ path, name: basename(path) }))
  const uploaded: SourceFile[] = []
  for (const upload of uploads) uploaded.push(await findUpload(call, upload))
  return [...named, ...uploaded]
}

async function findUpload(
  { services, workspaceId }: Pick<Call<MeasureServices>, 'workspaceId' | 'services'>,
  upload: string,
): Promise<SourceFile> {
  const path = join(services.dataFolder, importPaths.upload(upload))
  const missing = new FealtyError('record.not-found', { what: 'uploaded file' })
  const text = await readFile(`${path}.json`, 'utf8').catch(() => {
    throw missing
  })
  const { name, workspaceId: owner } = description.parse(JSON.parse(text))
  if (owner !== workspaceId) throw missing
  return { path, name }
}
