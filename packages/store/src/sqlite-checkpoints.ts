import { CompiledQuery } from 'kysely'

const everyMilliseconds = 500
/** Frames of the log from which on it is begun anew, about 190 MB; a busy store never gets there by itself. */
const longLog = 48_000

/** What the checkpoints need of the store. */
export interface CheckpointStore {
  /** How many writes there have been. */
  written: () => number
  /** Runs a statement on a connection of its own, beside those that write. */
  run: (query: CompiledQuery) => Promise<{ rows: unknown[] }>
  /** Runs it while nobody writes. */
  runAlone: (query: CompiledQuery) => Promise<{ rows: unknown[] }>
}

/**
 * Brings what was committed from the log into the file, in a thread of its own. SQLite does it within a
 * commit otherwise, which then takes many times as long, and everybody who writes waits for it. What was
 * accepted is on disk in either case: it lies in the log.
 */
export function startCheckpoints({ written, run, runAlone }: CheckpointStore): {
  close: () => Promise<void>
} {
  let seen = written()
  let running: Promise<void> = Promise.resolve()
  const timer = setInterval(() => {
    if (written() === seen) return
    seen = written()
    running = running.then(checkpoint).catch(() => undefined)
  }, everyMilliseconds)
  timer.unref()

  async function checkpoint(): Promise<void> {
    const { rows } = await run(CompiledQuery.raw('pragma wal_checkpoint(passive)'))
    const { log = 0 } = (rows[0] ?? {}) as { log?: number }
    if (log <= longLog) return
    // What came in meanwhile is brought over beside the writers too: the restart then finds next to nothing.
    await run(CompiledQuery.raw('pragma wal_checkpoint(passive)'))
    await runAlone(CompiledQuery.raw('pragma wal_checkpoint(restart)'))
  }

  return {
    close() {
      clearInterval(timer)
      return running
    },
  }
}
