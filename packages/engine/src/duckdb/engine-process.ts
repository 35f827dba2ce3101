import { fork, type ChildProcess } from 'node:child_process'
import { setMaxListeners } from 'node:events'
import { FealtyError } from '@fealty/core'
import { childPath } from '../child-path.ts'
import type { ChildOptions, FailureKind, FromChild, Request, ToChild } from './protocol.ts'

type Settle = { resolve: (answer: unknown) => void; reject: (error: Error) => void }

/** What ends a question before its answer. */
interface Limits {
  seconds: number
  signal?: AbortSignal
}

/** The child ended with questions open. */
class ChildGone extends FealtyError {
  constructor() {
    super('engine.unavailable')
  }
}

/** How long a cancelled query may go on before the child is killed. */
const graceMilliseconds = 10_000

/** The engine child seen from its parent: starts it, asks it, ends it, and starts it again. */
export class EngineProcess {
  private child: Promise<ChildProcess> | undefined
  private readonly waiting = new Map<number, Settle>()
  private nextId = 1
  private closed = false
  version = ''

  constructor(private readonly options: ChildOptions) {}

  /**
   * Asks the child; a child that died is started again first. Questions change nothing, so one that
   * was lost because the child died (of another's question, say) is asked once more.
   */
  async ask(request: Omit<Request, 'id'>, limits: Limits): Promise<unknown> {
    try {
      return await this.askOnce(request, limits)
    } catch (error) {
      const isLost = error instanceof ChildGone && limits.signal?.aborted !== true && !this.closed
      if (!isLost) throw error
      return this.askOnce(request, limits)
    }
  }

  private async askOnce(request: Omit<Request, 'id'>, limits: Limits): Promise<unknown> {
    const child = await this.ensureChild()
    const id = this.nextId++
    const answer = new Promise<unknown>((resolve, reject) => {
      this.waiting.set(id, { resolve, reject })
    })
    const message: ToChild = { type: 'ask', id, ...request }
    child.send(message)
    return this.withLimits(child, id, answer, limits)
  }

  async close(): Promise<void> {
    this.closed = true
    const child = await this.child?.catch(() => undefined)
    if (child?.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await gone
  }

  private async withLimits(
    child: ChildProcess,
    id: number,
    answer: Promise<unknown>,
    limits: Limits,
  ): Promise<unknown> {
    const ended = { late: false }
    const cancel = (): void => {
      if (child.connected) child.send({ type: 'cancel', id } satisfies ToChild)
      // Some functions of the engine ignore an interrupt: then only a kill ends them.
      grace = setTimeout(() => child.kill('SIGKILL'), graceMilliseconds)
    }
    let grace: NodeJS.Timeout | undefined
    const timer = setTimeout(() => {
      ended.late = true
      cancel()
    }, limits.seconds * 1_000)
    if (limits.signal) {
      // A page asks many questions at once, and each listens for the caller's leaving.
      setMaxListeners(0, limits.signal)
      limits.signal.addEventListener('abort', cancel, { once: true })
    }
    try {
      return await answer
    } catch (error) {
      if (ended.late)
        throw new FealtyError('engine.time', { seconds: limits.seconds }, { cause: error })
      throw error
    } finally {
      clearTimeout(timer)
      clearTimeout(grace)
      limits.signal?.removeEventListener('abort', cancel)
    }
  }

  private ensureChild(): Promise<ChildProcess> {
    if (this.closed) return Promise.reject(new FealtyError('engine.unavailable'))
    this.child ??= this.start()
    return this.child
  }

  private start(): Promise<ChildProcess> {
    const child = fork(childPath('engine-child'), [], {
      serialization: 'advanced',
      // The child needs three settings and no secret of the server.
      env: {
        PATH: process.env.PATH ?? '',
        FEALTY_ENGINE_FOLDER: this.options.dataFolder,
        FEALTY_ENGINE_MEMORY: this.options.memory,
        FEALTY_ENGINE_THREADS: String(this.options.threads),
      },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    child.unref()
    return new Promise((resolve, reject) => {
      child.on('message', (message: FromChild) => {
        if (message.type === 'ready') {
          this.version = message.version
          resolve(child)
        } else this.settle(message)
      })
      const end = (): void => {
        this.child = undefined
        reject(new FealtyError('engine.unavailable'))
        for (const settle of this.waiting.values()) {
          settle.reject(new ChildGone())
        }
        this.waiting.clear()
      }
      child.once('exit', end)
      child.once('error', end)
    })
  }

  private settle(message: Exclude<FromChild, { type: 'ready' }>): void {
    const settle = this.waiting.get(message.id)
    this.waiting.delete(message.id)
    if (message.type === 'answer') settle?.resolve(message.answer)
    else settle?.reject(this.toError(message.failure, message.problem))
  }

  private toError(failure: FailureKind, problem: string): Error {
    if (failure === 'memory')
      return new FealtyError('engine.memory', { limit: this.options.memory })
    if (failure === 'cancelled') return new FealtyError('engine.unavailable')
    return new FealtyError('engine.failed', { problem: withoutValues(problem) })
  }
}

/** The engine quotes values of rows in its messages ("Could not convert string '…'"): cut them out. */
function withoutValues(problem: string): string {
  const firstLine = problem.split('\n')[0] ?? ''
  return firstLine.replace(/'[^']*'/g, '…').slice(0, 300)
}
