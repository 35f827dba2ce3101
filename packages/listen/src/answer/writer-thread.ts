/**
 * The thread that writes answers: with SQLite a commit waits for the disk, some milliseconds each, and
 * in the thread of the server everybody would wait with it.
 */
import { parentPort, workerData } from 'node:worker_threads'
import { openStore, writeResponses, type NewResponse, type WriteOutcome } from '@fealty/store'

export interface ToWriter {
  id: number
  sheets: readonly NewResponse[]
}
export type FromWriter =
  | { id: number; outcomes: WriteOutcome[] }
  | { id: number; failure: { name: string; message: string; code: string | null } }

const port = parentPort
if (!port) throw new Error('The writer runs in a thread of the server only.')
const { folder } = workerData as { folder: string }
const store = await openStore({ folder })

async function answer({ id, sheets }: ToWriter): Promise<FromWriter> {
  try {
    return { id, outcomes: await writeResponses(store, sheets) }
  } catch (error) {
    const known = error instanceof Error ? error : new Error(String(error))
    const code = 'code' in known ? String(known.code) : null
    return { id, failure: { name: known.name, message: known.message, code } }
  }
}

port.on('message', (message: ToWriter | 'close') => {
  if (message === 'close') void store.close().then(() => port.close())
  else void answer(message).then((result) => port.postMessage(result))
})
