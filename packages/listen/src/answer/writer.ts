import { FealtyError } from '@fealty/core'
import type { NewResponse, WriteOutcome } from '@fealty/store'

/** The one way by which answers come onto the disk. */
export interface AnswerWriter {
  /**
   * Resolves when the sheet and its event are on disk.
   * @throws FealtyError `answer.busy` when too many wait, `answer.not-kept` when the store failed: in
   *   both cases nothing was kept, and the client sends it again with the same id
   */
  write: (sheet: NewResponse) => Promise<WriteOutcome>
  /** Called with each batch that has come onto the disk, after its callers know. */
  onWritten: (listen: (sheets: readonly NewResponse[]) => void) => () => void
  /** Waits for what was taken in. */
  close: () => Promise<void>
}

/** Writes a batch in one transaction; what it returns is on disk. */
export type CommitBatch = (sheets: readonly NewResponse[]) => Promise<WriteOutcome[]>

export interface WriterLimits {
  /** Sheets of one transaction. */
  batch: number
  /** Sheets that may wait; beyond them the door says `answer.busy`. */
  waiting: number
  /** How long the first sheet of a batch waits for others. */
  gatherMilliseconds: number
}

const usualLimits: WriterLimits = { batch: 400, waiting: 4_000, gatherMilliseconds: 3 }

interface Waiting {
  sheet: NewResponse
  resolve: (outcome: WriteOutcome) => void
  reject: (error: FealtyError) => void
}

/**
 * Gathers sheets that come together and commits them together: one sync of the disk for all of them.
 * While a batch is being written the next one gathers, so the batches grow with the load by themselves.
 */
export function createWriter(
  commit: CommitBatch,
  limits: Partial<WriterLimits> = {},
): AnswerWriter {
  const { batch, waiting, gatherMilliseconds } = { ...usualLimits, ...limits }
  const queue: Waiting[] = []
  const listeners = new Set<(sheets: readonly NewResponse[]) => void>()
  let running: Promise<void> | null = null

  async function work(): Promise<void> {
    while (queue.length > 0) {
      if (queue.length < batch) await pause(gatherMilliseconds)
      const taken = queue.splice(0, batch)
      const written = await commitTogether(commit, taken)
      if (written.length > 0) for (const listen of listeners) listen(written)
    }
    running = null
  }

  return {
    write(sheet) {
      if (queue.length >= waiting) return Promise.reject(new FealtyError('answer.busy'))
      return new Promise((resolve, reject) => {
        queue.push({ sheet, resolve, reject })
        running ??= work()
      })
    },
    onWritten(listen) {
      listeners.add(listen)
      return () => listeners.delete(listen)
    },
    async close() {
      await running
    },
  }
}

/** All in one transaction; when a single sheet is at fault, each in its own. Gives those now on disk. */
async function commitTogether(
  commit: CommitBatch,
  taken: readonly Waiting[],
): Promise<NewResponse[]> {
  try {
    const outcomes = await commit(taken.map(({ sheet }) => sheet))
    taken.forEach(({ resolve }, index) => {
      resolve(outcomes[index]!)
    })
    return taken.map(({ sheet }) => sheet)
  } catch (error) {
    if (taken.length > 1 && isOfOneSheet(error)) {
      const parts: NewResponse[] = []
      for (const one of taken) parts.push(...(await commitTogether(commit, [one])))
      return parts
    }
    for (const { reject } of taken) {
      reject(new FealtyError('answer.not-kept', {}, { cause: error }))
    }
    return []
  }
}

/** A value that the store takes from nobody, or a workspace that is gone; a full disk is of all. */
function isOfOneSheet(error: unknown): boolean {
  if (error instanceof RangeError) return true
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code.startsWith('SQLITE_CONSTRAINT') || code.startsWith('22') || code.startsWith('23')
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
