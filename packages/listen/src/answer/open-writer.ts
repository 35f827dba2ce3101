import { Worker } from 'node:worker_threads'
import { childPath } from '@fealty/engine'
import { writeResponses, type Store, type WriteOutcome } from '@fealty/store'
import type { FromWriter, ToWriter } from './writer-thread.ts'
import { createWriter, type AnswerWriter, type CommitBatch } from './writer.ts'

/** Writers of stores that were given none: one for each, so that their sheets share a commit. */
const direct = new WeakMap<object, AnswerWriter>()

/** Writes through the store as it is: right for PostgreSQL, whose client waits without blocking. */
export function directWriter(store: Store): AnswerWriter {
  const known = direct.get(store.db)
  if (known) return known
  const writer = createWriter((sheets) => writeResponses(store, sheets))
  direct.set(store.db, writer)
  return writer
}

/** The writer of a server: a thread of its own for SQLite, the store itself for PostgreSQL. */
export function openAnswerWriter(store: Store, dataFolder: string): AnswerWriter {
  if (store.dialect.name === 'postgres') return directWriter(store)
  const thread = new WriterThread(dataFolder)
  const writer = createWriter((sheets) => thread.commit(sheets))
  return {
    ...writer,
    async close() {
      await writer.close()
      await thread.close()
    },
  }
}

interface Pending {
  resolve: (outcomes: WriteOutcome[]) => void
  reject: (error: Error) => void
}

/** A worker thread that is started on first need, and anew after it has died. */
class WriterThread {
  readonly #folder: string
  readonly #pending = new Map<number, Pending>()
  #worker: Worker | null = null
  #lastId = 0

  constructor(folder: string) {
    this.#folder = folder
  }

  readonly commit: CommitBatch = (sheets) =>
    new Promise((resolve, reject) => {
      const id = (this.#lastId += 1)
      this.#pending.set(id, { resolve, reject })
      const message: ToWriter = { id, sheets }
      this.#start().postMessage(message)
    })

  async close(): Promise<void> {
    const worker = this.#worker
    if (!worker) return
    const ended = new Promise((resolve) => worker.once('exit', resolve))
    worker.postMessage('close')
    await ended
  }

  #start(): Worker {
    if (this.#worker) return this.#worker
    const worker = new Worker(childPath('answer-writer'), { workerData: { folder: this.#folder } })
    worker.on('message', (message: FromWriter) => {
      this.#settle(message)
    })
    // What was on its way may be on disk or not: the client is told no, and its id makes it count once.
    const fail = (error: Error) => {
      if (this.#worker === worker) this.#worker = null
      for (const { reject } of this.#pending.values()) reject(error)
      this.#pending.clear()
    }
    worker.on('error', fail)
    worker.on('exit', () => {
      fail(new Error('The thread that writes answers has ended.'))
    })
    this.#worker = worker
    return worker
  }

  #settle(message: FromWriter): void {
    const pending = this.#pending.get(message.id)
    this.#pending.delete(message.id)
    if ('outcomes' in message) pending?.resolve(message.outcomes)
    else pending?.reject(toError(message.failure))
  }
}

/** An error does not survive the way between threads with its kind and code. */
function toError({ name, message, code }: { name: string; message: string; code: string | null }) {
  const error = name === 'RangeError' ? new RangeError(message) : new Error(message)
  return code === null ? error : Object.assign(error, { code })
}
