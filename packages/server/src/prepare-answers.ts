import { listImports, listWorkspaces } from '@fealty/store'
import type { Logger } from 'pino'
import { noSession, terminalActor } from './http/caller.ts'
import { runOperation } from './run-operation.ts'
import type { ServerOperation, Services } from './services.ts'

/** Operations after which the first page's numbers are others. */
const changing = new Set(['import.run', 'import.undo', 'value.score', 'settings.change'])

/** Changes that come in a row (a folder of files) are waited out. */
const quietMilliseconds = 2_000

/** Computes the first page before anybody asks for it, and keeps the answer. */
export interface Preparer {
  /** The same operations; those that change the facts have the page prepared after them. */
  operations: readonly ServerOperation[]
  /** Prepares every workspace that has facts, at the start of the server. */
  prepareAll: () => Promise<void>
  close: () => void
}

/**
 * Rollups and the scorecard of new facts are made in the background, so that a person who opens it
 * finds it ready. A failure is logged and left: the page then computes its numbers when opened.
 */
export function createPreparer(
  operations: readonly ServerOperation[],
  services: Services,
  log: Logger,
): Preparer {
  const waiting = new Map<string, NodeJS.Timeout>()
  const stopped = new AbortController()
  const isStopped = (): boolean => stopped.signal.aborted
  const scorecard = operations.find(({ id }) => id === 'measure.scorecard')

  async function prepare(workspaceId: string): Promise<void> {
    waiting.delete(workspaceId)
    if (!scorecard || isStopped()) return
    const context = {
      actor: terminalActor(workspaceId),
      signal: stopped.signal,
      progress: () => undefined,
      session: noSession,
      callerAddress: 'preparer',
    }
    try {
      await runOperation(scorecard, {}, context, services)
    } catch (error) {
      if (!isStopped()) log.warn({ err: error }, 'the first page could not be prepared')
    }
  }

  function schedule(workspaceId: string): void {
    clearTimeout(waiting.get(workspaceId))
    const timer = setTimeout(() => void prepare(workspaceId), quietMilliseconds)
    waiting.set(workspaceId, timer.unref())
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
      stopped.abort()
      for (const timer of waiting.values()) clearTimeout(timer)
    },
  }
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
