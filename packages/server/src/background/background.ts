import { randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import type { EventHandler, Job } from '@fealty/core'
import { sweepOutbox } from '@fealty/store'
import type { Logger } from 'pino'
import type { Services } from '../services.ts'
import { batchSize, dispatchEvents } from './dispatch-events.ts'
import { runDueJobs } from './run-jobs.ts'

const idleMilliseconds = 250
/** Events gather for so long: each round takes the store's turn to write a few times, whatever it carries. */
const gatherMilliseconds = 100
const jobMilliseconds = 1_000
const keptDays = 7

/** Handled events are kept for a week, so that a person can see what left. */
const sweepJob: Job<Services> = {
  name: 'outbox.sweep',
  everySeconds: 3_600,
  run: ({ services: { store }, now }) =>
    sweepOutbox(store, new Date(now.getTime() - keptDays * 86_400_000).toISOString()),
}

export interface Background {
  /** Stops taking new work and waits for what runs. */
  close: () => Promise<void>
}

export interface BackgroundOptions {
  services: Services
  handlers: readonly EventHandler<Services>[]
  jobs: readonly Job<Services>[]
  log: Logger
}

/** Handles events as they come, and runs jobs by the clock, until it is closed. */
export function startBackground(options: BackgroundOptions): Background {
  const { log } = options
  const ended = new AbortController()
  const { signal } = ended
  // Every long job has a loop of its own, and each of them listens for the end.
  setMaxListeners(0, signal)
  const holder = randomUUID()
  const jobs = [...options.jobs, sweepJob]
  const turns = [
    jobs.filter(({ isLong }) => isLong !== true),
    ...jobs.filter(({ isLong }) => isLong === true).map((job) => [job]),
  ]
  const loops = [
    loop(idleMilliseconds, signal, log, async () => {
      const taken = await dispatchEvents({ ...options, signal })
      if (taken > 0 && taken < batchSize) await pause(gatherMilliseconds, signal)
      return taken > 0
    }),
    ...turns.map((some) =>
      loop(jobMilliseconds, signal, log, async () => {
        await runDueJobs({ ...options, jobs: some, holder, signal })
        return false
      }),
    ),
  ]
  return {
    async close() {
      ended.abort()
      await Promise.all(loops)
    },
  }
}

/** Does the work again and again; waits between, unless the work says that there is more. */
async function loop(
  milliseconds: number,
  signal: AbortSignal,
  log: Logger,
  work: () => Promise<boolean>,
): Promise<void> {
  while (!signal.aborted) {
    let more = false
    try {
      more = await work()
    } catch (error) {
      log.warn({ err: error }, 'background work failed and is tried again')
    }
    if (!more) await pause(milliseconds, signal)
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    signal.addEventListener('abort', end)
  })
}
