import { dayIn, FealtyError, type Job } from '@fealty/core'
import { loadSnapshot } from '@fealty/measure'
import { listImports, listWorkspaces } from '@fealty/store'
import type { Logger } from 'pino'
import { terminalCall } from './http/caller.ts'
import { askOpenedPages, askPages, type Ask } from './prepare-pages.ts'
import { runOperation } from './run-operation.ts'
import type { ServerOperation, Services } from './services.ts'

/** Operations after which the first page's numbers are others. */
const changing = new Set([
  'import.run',
  'import.undo',
  'source.add',
  'source.change',
  'source.check',
  'source.remove',
  'value.score',
  'settings.change',
])

/** Changes that come in a row (a folder of files) are waited out. */
const quietMilliseconds = 2_000

/** Computes scorecards and pages before anybody asks for them, and keeps the answers. */
export interface Preparer {
  /** The same operations; those that change the facts have the scorecards prepared after them. */
  operations: readonly ServerOperation[]
  /** Prepares every workspace that has facts, at the start of the server. */
  prepareAll: () => Promise<void>
  close: () => void
}

/** What is read of a prepared scorecard: the periods that can be chosen, the newest first. */
interface PreparedScorecard {
  periods: readonly { start: string }[]
}

/** A preparation that waits or runs; a newer one ends it. */
interface Preparation {
  timer: NodeJS.Timeout
  ended: AbortController
}

/**
 * Rollups and scorecards of new facts are made in the background, so that a person who opens one
 * finds it ready: first the newest, then those of every earlier quarter, then by month and by year, and
 * then the pages behind it. What periods have in common is computed once. A failure is logged and left:
 * the page then computes its numbers when opened.
 */
export function createPreparer(
  operations: readonly ServerOperation[],
  services: Services,
  log: Logger,
): Preparer {
  const preparations = new Map<string, Preparation>()

  async function prepare(workspaceId: string, signal: AbortSignal): Promise<void> {
    try {
      const ask = askerOf(operations, workspaceId, services, signal)
      await askScorecards(ask)
      log.debug({ workspaceId }, 'the scorecards are prepared')
      await askPages(ask)
      log.debug({ workspaceId }, 'the pages are prepared')
    } catch (error) {
      if (!signal.aborted) log.warn({ err: error }, 'the scorecards could not be prepared')
    }
  }

  function schedule(workspaceId: string): void {
    end(workspaceId)
    const ended = new AbortController()
    const timer = setTimeout(() => void prepare(workspaceId, ended.signal), quietMilliseconds)
    preparations.set(workspaceId, { timer: timer.unref(), ended })
  }

  function end(workspaceId: string): void {
    const preparation = preparations.get(workspaceId)
    clearTimeout(preparation?.timer)
    preparation?.ended.abort()
  }

  return {
    operations: operations.map((operation) =>
      changing.has(operation.id) ? preparing(operation, schedule) : operation,
    ),
    async prepareAll() {
      for (const { id } of await listWorkspaces(services.store)) {
        if ((await listImports(services.store, id)).length > 0) schedule(id)
      }
    },
    close() {
      for (const workspaceId of preparations.keys()) end(workspaceId)
    },
  }
}

/** Asks the operations of a workspace until the signal says to stop. */
function askerOf(
  operations: readonly ServerOperation[],
  workspaceId: string,
  services: Services,
  signal: AbortSignal,
): Ask {
  const context = terminalCall(workspaceId, { signal })
  return (id, input) => {
    signal.throwIfAborted()
    const operation = operations.find((one) => one.id === id)
    if (operation === undefined) throw new FealtyError('request.not-found')
    return runOperation(operation, input, context, services)
  }
}

/** Asks for all scorecards, one after the other, so that the questions of people come between. */
async function askScorecards(ask: Ask): Promise<void> {
  const { periods } = (await ask('measure.scorecard', {})) as PreparedScorecard
  for (const { start } of periods) await ask('measure.scorecard', { day: start })
  for (const every of ['month', 'year'] as const) await ask('measure.scorecard', { every })
}

/** The operation, followed by a wish to prepare its workspace. */
function preparing(
  operation: ServerOperation,
  schedule: (workspaceId: string) => void,
): ServerOperation {
  return {
    ...operation,
    run: async (call, input) => {
      const output: unknown = await operation.run(call, input)
      schedule(call.workspaceId)
      return output
    },
  }
}

/**
 * Answers that land change the facts without an operation, and midnight changes what is asked for: what
 * pages open with is then asked again, in the background.
 */
export function preparingJobs(operations: readonly ServerOperation[]): Job<Services>[] {
  return [
    // Whoever opens the newest scorecard asks the engine nothing.
    preparingJob('scorecards.prepare', 15, operations, async (ask, { engine }) => {
      await ask('measure.scorecard', {})
      // Elsewhere it is counted within milliseconds, when somebody looks at it.
      if (engine.mirror) await ask('listen.scoreboard', {})
    }),
    // The same for the pages behind it, which are more work: while answers come in, once a minute.
    preparingJob('pages.prepare', 60, operations, askPages),
    // These are asked when they are opened. The embedded engine is never away.
    preparingJob('pages.keep-last', 900, operations, async (ask, { engine }) => {
      if (engine.mirror) await askOpenedPages(ask)
    }),
  ]
}

/** A job that asks for each workspace whose facts or day are not those of the last time. */
function preparingJob(
  name: string,
  everySeconds: number,
  operations: readonly ServerOperation[],
  askAll: (ask: Ask, services: Services) => Promise<void>,
): Job<Services> {
  const seen = new Map<string, string>()
  return {
    name,
    everySeconds,
    isLong: true,
    canWait: true,
    async run({ services, now, signal }) {
      for (const { id, timeZone } of await listWorkspaces(services.store)) {
        const snapshot = await loadSnapshot(services, id)
        const state = `${snapshot.id} ${dayIn(timeZone, now)}`
        const hasFacts = Object.values(snapshot.tables).some(({ files }) => files.length > 0)
        if (!hasFacts || seen.get(id) === state || signal.aborted) continue
        await askAll(askerOf(operations, id, services, signal), services)
        seen.set(id, state)
      }
    },
  }
}
