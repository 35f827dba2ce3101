/**
 * The import child: it reads files from outside, so it runs alone, knows no secret, and may be killed
 * at any moment. What it writes lies in one folder until its parent takes it over.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { FealtyError } from '@fealty/core'
import type { FileIdentity, FromImportChild, ToImportChild } from './job.ts'
import { previewImport } from './load/preview.ts'
import { runImport } from './load/run-import.ts'
import { unreadable, type SourceFile } from './read/byte-source.ts'

const memoryLimit = Number(process.env.FEALTY_IMPORT_RSS ?? 3_000) * 2 ** 20
const watchMilliseconds = 200

function send(message: FromImportChild): void {
  process.send?.(message)
}

/** The engine's own limit does not bind everything, so the process watches itself too. */
function watchMemory(): void {
  setInterval(() => {
    if (process.memoryUsage.rss() > memoryLimit) process.kill(process.pid, 'SIGKILL')
  }, watchMilliseconds).unref()
}

async function identify(file: SourceFile): Promise<FileIdentity> {
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for await (const chunk of createReadStream(file.path) as AsyncIterable<Uint8Array>) {
      hash.update(chunk)
      bytes += chunk.length
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const problems: Record<string, string> = {
      ENOENT: 'there is no such file',
      EISDIR: 'it is a folder',
      EACCES: 'this program may not read it',
    }
    throw unreadable(file, problems[code] ?? `reading it failed (${code})`)
  }
  return { name: file.name, sha256: hash.digest('hex'), bytes }
}

async function answer(message: ToImportChild): Promise<FromImportChild> {
  const onProgress = (text: string, share?: number): void => {
    send({ type: 'progress', text, ...(share === undefined ? {} : { share }) })
  }
  switch (message.type) {
    case 'hash': {
      const files: FileIdentity[] = []
      for (const file of message.files) files.push(await identify(file))
      return { type: 'hashed', files }
    }
    case 'import':
      return { type: 'imported', outcome: await runImport(message.job, onProgress) }
    case 'preview':
      return { type: 'previewed', preview: await previewImport(message.job, onProgress) }
  }
}

function toFailure(error: unknown): FromImportChild {
  if (error instanceof FealtyError) {
    return { type: 'failed', code: error.code, details: error.details }
  }
  // A fault of this program: the parent logs it, and shows no value of a row.
  return {
    type: 'broken',
    problem: error instanceof Error ? (error.stack ?? error.message) : String(error),
  }
}

process.on('disconnect', () => process.exit(0))
process.on('message', (message: ToImportChild) => {
  answer(message)
    .catch(toFailure)
    .then(send, () => process.exit(1))
})
watchMemory()
send({ type: 'ready' })
