/** Work that only one may do at a time, in the order in which it was asked for. */
export interface Turns {
  /** Resolves when it is the caller's turn, with what ends it. */
  take: () => Promise<() => void>
}

export function createTurns(): Turns {
  let last: Promise<void> = Promise.resolve()
  return {
    async take() {
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
