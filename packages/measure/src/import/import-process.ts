import { fork, type ChildProcess } from 'node:child_process'
import { FealtyError } from '@fealty/core'
import { childPath } from '@fealty/engine'
import type { FromImportChild, ToImportChild } from './job.ts'
import type { OnProgress } from './load/load-files.ts'

type Answer = Extract<FromImportChild, { type: 'hashed' | 'imported' | 'previewed' }>

export interface ChildCall {
  onProgress?: OnProgress
  signal?: AbortSignal
  /** How the files are called, for the error when the child dies. */
  fileNames: string
  /** Told the process id, so that a test can kill it. */
  onStart?: (pid: number) => void
}

/** Heap of the child's own code in MB; the engine inside it has its own limit. */
const heapMegabytes = 1_024

/**
 * Asks an import child and ends it. It gets the path to node's own tools and nothing else: no secret
 * of this process is in its environment.
 * @throws FealtyError the child's own; `file.interrupted` when it was killed or gave up
 */
export async function askImportChild(message: ToImportChild, call: ChildCall): Promise<Answer> {
  call.signal?.throwIfAborted()
  const child = fork(childPath('import-child'), [], {
    serialization: 'advanced',
    env: { PATH: process.env.PATH ?? '' },
    execArgv: [`--max-old-space-size=${heapMegabytes}`],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const stop = (): void => {
    child.kill('SIGKILL')
  }
  call.signal?.addEventListener('abort', stop, { once: true })
  try {
    return await converse(child, message, call)
  } finally {
    call.signal?.removeEventListener('abort', stop)
    await end(child)
  }
}

function converse(child: ChildProcess, message: ToImportChild, call: ChildCall): Promise<Answer> {
  if (child.pid !== undefined) call.onStart?.(child.pid)
  return new Promise((resolve, reject) => {
    const interrupted = (): void => {
      reject(new FealtyError('file.interrupted', { file: call.fileNames }))
    }
    child.once('error', interrupted)
    child.once('exit', interrupted)
    child.on('message', (answer: FromImportChild) => {
      switch (answer.type) {
        case 'ready':
          child.send(message)
          break
        case 'progress':
          call.onProgress?.(answer.text, answer.share)
          break
        case 'failed':
          reject(new FealtyError(answer.code, answer.details))
          break
        case 'broken':
          reject(new Error(`import child: ${answer.problem}`))
          break
        case 'hashed':
        case 'imported':
        case 'previewed':
          resolve(answer)
      }
    })
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}
