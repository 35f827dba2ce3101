import type { Job } from '@fealty/core'
import { loadSnapshot, scorecardOperation } from '@fealty/measure'
import { listImports, listWorkspaces } from '@fealty/store'
import type { Logger } from 'pino'
import { terminalCall } from './http/caller.ts'
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

/** Computes the scorecards before anybody asks for them, and keeps the answers. */
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
 * finds it ready: first the newest, then those of every earlier quarter, then by month and by year.
 * What periods have in common is computed once. A failure is logged and left: the page then computes
 * its numbers when opened.
 */
export function createPreparer(
  operations: readonly ServerOperation[],
  services: Services,
  log: Logger,
): Preparer {
  const preparations = new Map<string, Preparation>()
  const scorecard = operations.find(({ id }) => id === 'measure.scorecard')!

  async function prepare(workspaceId: string, signal: AbortSignal): Promise<void> {
    try {
      await askScorecards(scorecard, workspaceId, services, signal)
      log.debug({ workspaceId }, 'the scorecards are prepared')
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

/** Asks for all scorecards, one after the other, so that the questions of people come between. */
async function askScorecards(
  scorecard: ServerOperation,
  workspaceId: string,
  services: Services,
  signal: AbortSignal,
): Promise<void> {
  const context = terminalCall(workspaceId, { signal })
  const ask = (input: object): Promise<PreparedScorecard> => {
    signal.throwIfAborted()
    return runOperation(scorecard, input, context, services) as Promise<PreparedScorecard>
  }
  const { periods } = await ask({})
  for (const { start } of periods) await ask({ day: start })
  for (const every of ['month', 'year'] as const) await ask({ every })
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

/** Facts of a workspace whose newest scorecard this process has seen made. */
const seen = new Map<string, string>()

/**
 * Answers that land change the facts without an operation: the newest scorecard is then made again, so
 * that whoever opens it asks the engine nothing.
 */
export const prepareJob: Job<Services> = {
  name: 'scorecards.prepare',
  everySeconds: 15,
  isLong: true,
  async run({ services, signal }) {
    for (const { id } of await listWorkspaces(services.store)) {
      const snapshot = await loadSnapshot(services, id)
      const hasFacts = Object.values(snapshot.tables).some(({ files }) => files.length > 0)
      if (!hasFacts || seen.get(id) === snapshot.id || signal.aborted) continue
      await runOperation(scorecardOperation, {}, terminalCall(id, { signal }), services)
      seen.set(id, snapshot.id)
    }
  },
}
