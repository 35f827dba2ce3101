import type { Job } from '@fealty/core'
import { endLease, takeLease } from '@fealty/store'
import type { Logger } from 'pino'
import type { Services } from '../services.ts'

/** A job that takes longer than this is taken to have died with its process. */
const leaseMilliseconds = 15 * 60_000

export interface JobOptions {
  services: Services
  jobs: readonly Job<Services>[]
  /** Names this process among those that share the store. */
  holder: string
  log: Logger
  signal: AbortSignal
}

/** Runs the jobs whose time has come, one after the other; each by one process at a time. */
export async function runDueJobs(options: JobOptions): Promise<void> {
  const { engineWatch } = options.services
  // Where nobody looks, nobody else finds out that it is back.
  if (engineWatch.awaySince() !== null) await engineWatch.probe()
  for (const job of options.jobs) {
    if (options.signal.aborted) return
    if (job.canWait === true && !engineWatch.isSettled()) continue
    if (await isOurTurn(options, job)) await runJob(options, job)
  }
}

async function isOurTurn({ services, holder }: JobOptions, job: Job<Services>): Promise<boolean> {
  const now = services.now().getTime()
  const at = (milliseconds: number) => new Date(milliseconds).toISOString()
  return takeLease(services.store, {
    name: job.name,
    holder,
    now: at(now),
    until: at(now + leaseMilliseconds),
    notSince: at(now - job.everySeconds * 1_000),
  })
}

async function runJob(
  { services, holder, log, signal }: JobOptions,
  job: Job<Services>,
): Promise<void> {
  try {
    await job.run({ services, now: services.now(), signal })
  } catch (error) {
    if (!signal.aborted) log.warn({ err: error, job: job.name }, 'a job failed')
  } finally {
    await endLease(services.store, job.name, holder, services.now().toISOString())
  }
}
