/** Work that only one may do at a time. */
export interface Turns {
  /**
   * Resolves when it is the caller's turn, with what ends it. In the order in which it was asked for,
   * the urgent before all others.
   */
  take: (urgency?: Urgency) => Promise<() => void>
  /** How many have been asked for. */
  count: () => number
}

/** `now`: a person waits for it, and whoever asks so often leaves time between for the others. */
export type Urgency = 'now' | 'in-turn'

export function createTurns(): Turns {
  const waiting: Record<Urgency, (() => void)[]> = { now: [], 'in-turn': [] }
  let isTaken = false
  let asked = 0

  /** Hands the turn on; told twice by the same one, it is handed on once. */
  const endOnce = (): (() => void) => {
    let isOver = false
    return () => {
      if (isOver) return
      isOver = true
      const next = waiting.now.shift() ?? waiting['in-turn'].shift()
      if (next) next()
      else isTaken = false
    }
  }

  return {
    count: () => asked,
    take(urgency = 'in-turn') {
      asked += 1
      if (!isTaken) {
        isTaken = true
        return Promise.resolve(endOnce())
      }
      return new Promise((resolve) => {
        waiting[urgency].push(() => {
          resolve(endOnce())
        })
      })
    },
  }
}
