import { createHash } from 'node:crypto'
import { alreadyImported, type ImportRecord } from '@fealty/store'
import type { ImportFiles } from './import-request.ts'
import type { Ask } from './import-process.ts'
import type { FileIdentity } from './job.ts'

/** Hash and size of every file; read by the child, because files are never read here. */
export async function identifyFiles(ask: Ask, request: ImportFiles): Promise<FileIdentity[]> {
  const files = request.files.map(({ path, name }) => ({ path, name }))
  const answer = await ask({ type: 'hash', files })
  if (answer.type !== 'hashed') throw new Error('the import child gave another answer')
  return answer.files
}

/** Bytes of the files, kind, sheet and mapping as they were asked for. */
export function contentKeyOf(request: ImportFiles, files: readonly FileIdentity[]): string {
  const hashes = files.map(({ sha256 }) => sha256).sort()
  const mapping = Object.entries(request.mapping).sort(([left], [right]) => (left < right ? -1 : 1))
  const parts = [request.kind, request.sheet ?? '', hashes, mapping]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

/**
 * Warnings for files that are in with another mapping.
 * @throws FealtyError `file.same` when the same content is in with the same mapping
 */
export function refuseSame(
  request: ImportFiles,
  files: readonly FileIdentity[],
  live: readonly ImportRecord[],
): string[] {
  const contentKey = contentKeyOf(request, files)
  const same = live.find((entry) => entry.contentKey === contentKey)
  if (same) throw alreadyImported(same)
  const warnings: string[] = []
  for (const file of files) {
    const earlier = live.find(
      (entry) =>
        entry.kind === request.kind && entry.files.some(({ sha256 }) => sha256 === file.sha256),
    )
    if (earlier === undefined) continue
    const single = contentKeyOf(request, [file])
    if (earlier.contentKey === single) throw alreadyImported(earlier)
    warnings.push(
      `${file.name} was imported already, on ${earlier.importedAt.slice(0, 10)}; if it was mapped wrongly then, undo that import (${earlier.id}), or its rows count twice`,
    )
  }
  return warnings
}
