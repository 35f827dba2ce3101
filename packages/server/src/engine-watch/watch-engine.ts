import { isEngineAway } from '@fealty/core'
import type { Engine } from '@fealty/engine'

/** An engine of which it is known whether it answers. */
export interface EngineWatch {
  engine: Engine
  /** Since when the engine has not answered; null while it does. */
  awaySince: () => Date | null
  /** Asks an engine that is away whether it is back. */
  probe: () => Promise<void>
}

/** How often an engine that is away is asked, at most. */
const probeMilliseconds = 5_000

/** Notes of every question whether it reached the engine; the questions themselves stay as they are. */
export function watchEngine(engine: Engine, now: () => Date): EngineWatch {
  let since: Date | null = null
  let probedAt = 0

  async function noted<T>(answer: Promise<T>): Promise<T> {
    try {
      const given = await answer
      since = null
      return given
    } catch (error) {
      if (isEngineAway(error)) since ??= now()
      throw error
    }
  }

  const wrap = (inner: Engine): Engine => {
    const { publish } = inner
    return {
      ...inner,
      query: (...given) => noted(inner.query(...given)),
      queryNumbers: (...given) => noted(inner.queryNumbers(...given)),
      writeTable: (...given) => noted(inner.writeTable(...given)),
      ...(publish ? { publish: (...given) => noted(publish(...given)) } : {}),
      askedBy: (operation) => wrap(inner.askedBy(operation)),
      describe: () => noted(inner.describe()),
    }
  }
  const watched = wrap(engine)

  return {
    engine: watched,
    awaySince: () => since,
    async probe() {
      if (since === null || now().getTime() - probedAt < probeMilliseconds) return
      probedAt = now().getTime()
      // Whatever it says, the state is noted; a cluster that is away is no failure of who asks.
      await watched.describe().catch(() => undefined)
    },
  }
}
