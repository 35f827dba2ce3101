/** Work that only one may do at a time, in the order in which it was asked for. */
export interface Turns {
  /** Resolves when it is the caller's turn, with what ends it. */
  take: () => Promise<() => void>
  /** How many have been asked for. */
  count: () => number
}

export function createTurns(): Turns {
  let last: Promise<void> = Promise.resolve()
  let asked = 0
  return {
    count: () => asked,
    async take() {
      asked += 1
      const before = last
      let end: () => void = () => undefined
      last = new Promise((resolve) => {
        end = resolve
      })
      await before
      return end
    },
  }
}
