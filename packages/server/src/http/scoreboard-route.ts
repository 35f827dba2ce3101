import { streamSSE } from 'hono/streaming'
import type { Context, Hono } from 'hono'
import { setTimeout as wait } from 'node:timers/promises'
import { openAnswerWriter } from '@fealty/listen'
import { checkAccess, runOperation, type CallContext } from '../run-operation.ts'
import type { ServerOperation } from '../services.ts'
import { identify, noSession } from './caller.ts'
import { toKnownError } from './failure.ts'
import { refuseCrossSite } from './request-guard.ts'
import type { ServerOptions } from './server-options.ts'

const path = '/api/listen/scoreboard/live'

/** At most four times a second, however fast the answers come. */
const pauseMilliseconds = 250
/** How long a change made by another process, or by the clock, may go unseen. */
const lookMilliseconds = 2_000
/** Silence longer than this looks to a proxy like a broken line. */
const beatMilliseconds = 15_000

/**
 * The scoreboard as server-sent events: the whole board at once and again with each change, so that a
 * line that broke goes on with nothing lost. It ends with the session, whose rights are looked at anew
 * each time.
 */
export function addScoreboardRoute(app: Hono, options: ServerOptions): void {
  const operation = options.operations.find(({ id }) => id === 'listen.scoreboard')
  if (!operation) return
  app.get(path, async (context) => {
    refuseCrossSite(context)
    checkAccess(operation, await identify(context, options))
    context.header('Cache-Control', 'no-store')
    context.header('X-Accel-Buffering', 'no')
    return streamSSE(context, async (stream) => {
      const gone = new AbortController()
      stream.onAbort(() => {
        gone.abort()
      })
      const answers = watchAnswers(options)
      try {
        await push(context, operation, options, answers, gone.signal, (event, data) =>
          event === null
            ? stream.write(': \n\n').then(() => undefined)
            : stream.writeSSE({ event, data }),
        )
      } catch (error) {
        if (!gone.signal.aborted) {
          const data = JSON.stringify(toKnownError(error, options.log, operation.id).toJSON())
          await stream.writeSSE({ event: 'error', data })
        }
      } finally {
        answers.close()
      }
    })
  })
}

interface AnswerWatch {
  /** Resolves with the next accepted answer of this process, or after so many milliseconds. */
  next: (milliseconds: number, signal: AbortSignal) => Promise<void>
  close: () => void
}

/** Remembers that answers came, also while nobody waits. */
function watchAnswers({ services }: ServerOptions): AnswerWatch {
  let hasCome = false
  let wake = () => {
    hasCome = true
  }
  const close = openAnswerWriter(services.store).onWritten(() => {
    wake()
  })
  return {
    async next(milliseconds, signal) {
      const early = new AbortController()
      const remember = wake
      wake = () => {
        early.abort()
      }
      if (!hasCome) {
        const ended = AbortSignal.any([signal, early.signal])
        await wait(milliseconds, undefined, { signal: ended }).catch(() => undefined)
      }
      hasCome = false
      wake = remember
    },
    close,
  }
}

async function push(
  context: Context,
  operation: ServerOperation,
  options: ServerOptions,
  answers: AnswerWatch,
  signal: AbortSignal,
  send: (event: 'board' | null, data: string) => Promise<void>,
): Promise<void> {
  let last = ''
  let saidAt = 0
  while (!signal.aborted) {
    const actor = await identify(context, options)
    const call: CallContext = {
      actor,
      signal,
      progress: () => undefined,
      session: noSession,
      callerAddress: options.callerAddress(context),
    }
    const board = JSON.stringify(await runOperation(operation, {}, call, options.services))
    const now = Date.now()
    if (board !== last) await send('board', board)
    else if (now - saidAt > beatMilliseconds) await send(null, '')
    if (board !== last || now - saidAt > beatMilliseconds) saidAt = now
    last = board
    await wait(pauseMilliseconds, undefined, { signal }).catch(() => undefined)
    await answers.next(lookMilliseconds, signal)
  }
}
