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

/** Asks the child and waits for its answer. */
export type Ask = (message: ToImportChild) => Promise<Answer>

/**
 * Starts an import child for some work and ends it afterwards. It gets the path to node's own tools
 * and nothing else: no secret of this process is in its environment.
 * @throws FealtyError the child's own; `file.interrupted` when it was killed or gave up
 */
export async function withImportChild<T>(
  call: ChildCall,
  work: (ask: Ask) => Promise<T>,
): Promise<T> {
  call.signal?.throwIfAborted()
  const child = fork(childPath('import-child'), [], {
    serialization: 'advanced',
    env: { PATH: process.env.PATH ?? '' },
    execArgv: [`--max-old-space-size=${heapMegabytes}`],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  if (child.pid !== undefined) call.onStart?.(child.pid)
  const stop = (): void => {
    child.kill('SIGKILL')
  }
  call.signal?.addEventListener('abort', stop, { once: true })
  const ready = nextAnswer(child, call)
  try {
    await ready
    return await work((message) => {
      const answer = nextAnswer(child, call)
      if (child.connected) child.send(message)
      return answer as Promise<Answer>
    })
  } finally {
    call.signal?.removeEventListener('abort', stop)
    await end(child)
  }
}

/** What the child says next, but for progress. Rejects when the child is gone. */
function nextAnswer(child: ChildProcess, call: ChildCall): Promise<FromImportChild> {
  return new Promise((resolve, reject) => {
    const settle = (finish: () => void): void => {
      child.off('exit', interrupted).off('error', interrupted).off('message', hear)
      finish()
    }
    const interrupted = (): void => {
      settle(() => {
        reject(new FealtyError('file.interrupted', { file: call.fileNames }))
      })
    }
    const hear = (answer: FromImportChild): void => {
      if (answer.type === 'progress') {
        call.onProgress?.(answer.text, answer.share)
        return
      }
      settle(() => {
        if (answer.type === 'failed') reject(new FealtyError(answer.code, answer.details))
        else if (answer.type === 'broken') reject(new Error(`import child: ${answer.problem}`))
        else resolve(answer)
      })
    }
    if (child.exitCode !== null || child.signalCode !== null) interrupted()
    child.once('exit', interrupted).once('error', interrupted).on('message', hear)
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
}
