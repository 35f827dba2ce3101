import { isEngineAway } from '@fealty/core'
import type { Engine } from '@fealty/engine'
import { CurrentEngine } from './current-engine.ts'

/** An engine of which it is known whether it answers. */
export interface EngineWatch {
  /** Whichever is in use. */
  engine: Engine
  /** Since when the engine has not answered; null while it does. */
  awaySince: () => Date | null
  /** True while the engine answers, and has done so for a minute if it was away. */
  isSettled: () => boolean
  /** Looks whether the engine is there: one that nobody has asked may have gone, or be back. */
  probe: () => Promise<void>
  /** Puts another engine in use: who asks from now on asks that one. */
  use: (engine: Engine) => void
}

/** How often it is looked, at most. */
const probeMilliseconds = 5_000
/** A cluster that has come back is slow at first, and is left to those who wait. */
const settlingMilliseconds = 60_000

/** One engine with what is known of it. */
interface Watched {
  engine: Engine
  since: Date | null
  backAt: number
  probedAt: number
}

/** Notes of every question whether it reached the engine; the questions themselves stay as they are. */
export function watchEngine(engine: Engine, now: () => Date): EngineWatch {
  let current = watched(engine, now)
  return {
    engine: new CurrentEngine(() => current.engine),
    awaySince: () => current.since,
    isSettled: () =>
      current.since === null && now().getTime() - current.backAt >= settlingMilliseconds,
    async probe() {
      if (now().getTime() - current.probedAt < probeMilliseconds) return
      current.probedAt = now().getTime()
      // Whatever it says, the state is noted; a cluster that is away is no failure of who asks.
      await current.engine.reach().catch(() => undefined)
    },
    use(next) {
      current = watched(next, now)
    },
  }
}

function watched(engine: Engine, now: () => Date): Watched {
  const state: Watched = { engine, since: null, backAt: 0, probedAt: 0 }

  /** Work that may find all of it done, and then asks nothing: only its failure says something. */
  async function tried<T>(work: Promise<T>): Promise<T> {
    try {
      return await work
    } catch (error) {
      if (isEngineAway(error)) state.since ??= now()
      throw error
    }
  }

  /** A question, which is there when it is answered. */
  async function asked<T>(question: Promise<T>): Promise<T> {
    const answer = await tried(question)
    if (state.since !== null) state.backAt = now().getTime()
    state.since = null
    return answer
  }

  const wrap = (inner: Engine): Engine => {
    const { mirror, publish } = inner
    return {
      ...inner,
      query: (...given) => asked(inner.query(...given)),
      queryNumbers: (...given) => asked(inner.queryNumbers(...given)),
      writeTable: (...given) => tried(inner.writeTable(...given)),
      ...(mirror ? { mirror: (...given) => tried(mirror(...given)) } : {}),
      ...(publish ? { publish: (...given) => tried(publish(...given)) } : {}),
      askedBy: (operation) => wrap(inner.askedBy(operation)),
      reach: () => asked(inner.reach()),
      describe: () => asked(inner.describe()),
    }
  }
  state.engine = wrap(engine)
  return state
}
